import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The files that read the environment, one in each package that does. */
const environmentFile = 'packages/{llm,run}/src/**/environment.ts';

/**
 * The way of the data through `packages/vi/src`, as its folders. A file imports from its own folder
 * or from one of an earlier row; the folders of a row know nothing of each other.
 */
const stages = [
  ['numerics'],
  ['scoring'],
  ['layers'],
  ['samplers', 'objectives'],
  ['inference'],
  ['bound'],
  ['training'],
  ['results', 'report'],
  ['estimate'],
];

/** The same for `packages/run/src`: from settings to the entry for programs. */
const runStages = [
  ['text', 'files', 'listening'],
  ['settings'],
  ['configuration'],
  ['replies', 'initial-prompts'],
  ['probes'],
  ['modules'],
  ['models'],
  ['composition'],
  ['estimate'],
  ['directory'],
  ['reporting', 'bundles', 'recorded', 'serving', 'exporting'],
  ['tensorboard'],
  ['running'],
  ['runs'],
  ['program'],
];

/**
 * Lint zones in which a folder imports from itself, from earlier rows, and from files beside the folders.
 *
 * @param {string} folder
 * @param {readonly (readonly string[])[]} rows
 */
const zonesOf = (folder, rows) =>
  rows.slice(0, -1).flatMap((row, index) =>
    row.map((stage) => ({
      target: `./${folder}/${stage}`,
      from: rows
        .slice(index)
        .flat()
        .filter((other) => other !== stage)
        .map((other) => `./${folder}/${other}`),
      message: `Imports in ${folder} go one way: ${rows.map((names) => names.join(', ')).join(' → ')}.`,
    })),
  );

const stageZones = [
  ...zonesOf('packages/vi/src', stages),
  ...zonesOf('packages/run/src', runStages),
];

const unused = {
  argsIgnorePattern: '^_',
  varsIgnorePattern: '^_',
  destructuredArrayIgnorePattern: '^_',
};

const clock = 'Time is an argument: let the caller pass it in.';
const chance = 'Randomness is an argument: draw from a random state of @dln/random.';

const impure = [
  { object: 'Math', property: 'random', message: chance },
  { object: 'crypto', property: 'randomUUID', message: chance },
  { object: 'crypto', property: 'getRandomValues', message: chance },
  { object: 'Date', property: 'now', message: clock },
];
const environment = {
  object: 'process',
  property: 'env',
  message: `Only ${environmentFile} and apps read it.`,
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/.vitepress/cache/', 'data/', 'runs/', 'apps/docs/snippets/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': ['error', unused],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        // `typeof import('…')` is the type of what is imported lazily.
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', unused],
      // `async` alone turns what is thrown into a rejection, as interfaces of promises ask.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `erasableSyntaxOnly` allows no enums; these rules took a tenth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Numbers read well in templates, and say nothing wrong.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.mjs', '.js'],
          conditionNames: ['@dln/source', 'import', 'node', 'default'],
        }),
      ],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-relative-packages': 'error',
      'import-x/no-self-import': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^@dln/(?!llm/(?:model|testing)$|templates/template$|vi/(?:network|report)$|run/listening$)[^/]+/',
              message: 'A package is imported through its entries.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['{packages,apps}/*/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'List what is exported by name.' },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'performance', message: clock }],
      'no-restricted-properties': ['error', ...impure, environment],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'List what is exported by name.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
        {
          selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
          message: 'The process belongs to apps; the environment is read as `process.env`.',
        },
      ],
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: stageZones },
      ],
    },
  },
  {
    // The types of its settings are inferred, so that its tsconfig cannot ask for isolated declarations.
    files: ['packages/run/src/**/*.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: [environmentFile, '**/*.test.ts'],
    rules: { 'no-restricted-properties': ['error', ...impure] },
  },
  {
    // The only clock of the packages.
    files: ['packages/run/src/clock.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // JSON.parse and asymmetric matchers give `any`, and a test that takes it wrongly fails.
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A test of one stage may set it up with a later one.
      'import-x/no-restricted-paths': 'off',
    },
  },
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
