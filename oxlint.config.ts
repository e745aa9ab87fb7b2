import { defineConfig } from 'oxlint';

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
 */
const zonesOf = (folder: string, rows: readonly (readonly string[])[]) =>
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

const restrictedSyntax = [
  { selector: 'ExportAllDeclaration', message: 'List what is exported by name.' },
];

const errors = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, 'error' as const]));

const general = errors([
  'constructor-super',
  'eqeqeq',
  'for-direction',
  'getter-return',
  'no-async-promise-executor',
  'no-case-declarations',
  'no-class-assign',
  'no-compare-neg-zero',
  'no-cond-assign',
  'no-const-assign',
  'no-constant-binary-expression',
  'no-constant-condition',
  'no-control-regex',
  'no-debugger',
  'no-delete-var',
  'no-dupe-class-members',
  'no-dupe-else-if',
  'no-dupe-keys',
  'no-duplicate-case',
  'no-empty',
  'no-empty-character-class',
  'no-empty-pattern',
  'no-empty-static-block',
  'no-ex-assign',
  'no-extra-boolean-cast',
  'no-fallthrough',
  'no-func-assign',
  'no-global-assign',
  'no-import-assign',
  'no-invalid-regexp',
  'no-irregular-whitespace',
  'no-loss-of-precision',
  'no-misleading-character-class',
  'no-new-native-nonconstructor',
  'no-nonoctal-decimal-escape',
  'no-obj-calls',
  'no-prototype-builtins',
  'no-redeclare',
  'no-regex-spaces',
  'no-self-assign',
  'no-setter-return',
  'no-shadow-restricted-names',
  'no-sparse-arrays',
  'no-this-before-super',
  'no-unassigned-vars',
  'no-unexpected-multiline',
  'no-unreachable',
  'no-unsafe-finally',
  'no-unsafe-negation',
  'no-unsafe-optional-chaining',
  'no-unused-labels',
  'no-unused-private-class-members',
  'no-useless-backreference',
  'no-useless-catch',
  'no-useless-escape',
  'no-with',
  'preserve-caught-error',
  'require-yield',
  'use-isnan',
  'valid-typeof',
]);

const typed = errors([
  'no-array-constructor',
  'no-unused-expressions',
  'no-useless-constructor',
  'typescript/await-thenable',
  'typescript/consistent-type-exports',
  'typescript/no-array-delete',
  'typescript/no-base-to-string',
  'typescript/no-deprecated',
  'typescript/no-duplicate-enum-values',
  'typescript/no-duplicate-type-constituents',
  'typescript/no-dynamic-delete',
  'typescript/no-empty-object-type',
  'typescript/no-explicit-any',
  'typescript/no-extra-non-null-assertion',
  'typescript/no-extraneous-class',
  'typescript/no-floating-promises',
  'typescript/no-for-in-array',
  'typescript/no-generated-empty-object-type',
  'typescript/no-implied-eval',
  'typescript/no-invalid-void-type',
  'typescript/no-meaningless-void-operator',
  'typescript/no-misused-new',
  'typescript/no-misused-promises',
  'typescript/no-misused-spread',
  'typescript/no-mixed-enums',
  'typescript/no-namespace',
  'typescript/no-non-null-asserted-nullish-coalescing',
  'typescript/no-non-null-asserted-optional-chain',
  'typescript/no-non-null-assertion',
  'typescript/no-redundant-type-constituents',
  'typescript/no-require-imports',
  'typescript/no-this-alias',
  'typescript/no-unnecessary-boolean-literal-compare',
  'typescript/no-unnecessary-condition',
  'typescript/no-unnecessary-template-expression',
  'typescript/no-unnecessary-type-arguments',
  'typescript/no-unnecessary-type-assertion',
  'typescript/no-unnecessary-type-constraint',
  'typescript/no-unnecessary-type-conversion',
  'typescript/no-unnecessary-type-parameters',
  'typescript/no-unsafe-argument',
  'typescript/no-unsafe-assignment',
  'typescript/no-unsafe-call',
  'typescript/no-unsafe-declaration-merging',
  'typescript/no-unsafe-function-type',
  'typescript/no-unsafe-member-access',
  'typescript/no-unsafe-return',
  'typescript/no-unsafe-unary-minus',
  'typescript/no-useless-default-assignment',
  'typescript/no-wrapper-object-types',
  'typescript/only-throw-error',
  'typescript/prefer-as-const',
  'typescript/prefer-literal-enum-member',
  'typescript/prefer-namespace-keyword',
  'typescript/prefer-promise-reject-errors',
  'typescript/prefer-reduce-type-parameter',
  'typescript/prefer-return-this-type',
  'typescript/related-getter-setter-pairs',
  'typescript/triple-slash-reference',
  'typescript/unbound-method',
  'typescript/unified-signatures',
  'typescript/use-unknown-in-catch-callback-variable',
]);

export default defineConfig({
  plugins: ['typescript', 'import'],
  // Rules of ESLint that Oxlint has not: they run in its JavaScript plugins.
  jsPlugins: [
    { name: 'imports', specifier: 'eslint-plugin-import-x' },
    { name: 'core', specifier: './scripts/lint-rules.mjs' },
  ],
  categories: { correctness: 'off' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  env: { builtin: true },
  ignorePatterns: [
    '**/dist/',
    '**/.vitepress/cache/',
    '**/.vitepress/dist/',
    'data/',
    'runs/',
    'apps/docs/snippets/',
  ],
  rules: {
    ...general,
    'no-useless-assignment': 'error',
    eqeqeq: 'error',
    'no-unused-vars': ['error', unused],
  },
  overrides: [
    {
      files: ['**/*.{ts,tsx}'],
      rules: {
        ...typed,
        'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
        'typescript/consistent-type-imports': [
          'error',
          // `typeof import('…')` is the type of what is imported lazily.
          { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
        ],
        'typescript/switch-exhaustiveness-check': [
          'error',
          { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
        ],
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        'typescript/restrict-plus-operands': [
          'error',
          {
            allowAny: false,
            allowBoolean: false,
            allowNullish: false,
            allowNumberAndString: false,
            allowRegExp: false,
          },
        ],
        // Numbers read well in templates, and say nothing wrong.
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/return-await': ['error', 'error-handling-correctness-only'],
      },
    },
    {
      files: ['**/*.{ts,tsx,mjs,js}'],
      rules: {
        'import/no-cycle': ['error', { ignoreExternal: true }],
        'import/no-self-import': 'error',
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  '@dln/*/**',
                  '!@dln/llm/model',
                  '!@dln/*/testing',
                  '!@dln/templates/template',
                  '!@dln/vi/network',
                  '!@dln/vi/report',
                  '!@dln/run/listening',
                ],
                message: 'A package is imported through its entries.',
              },
              {
                regex: '^(\\.\\./)+[a-z-]+/(src|dist)/',
                message: 'Another package is imported by its name.',
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
        'core/no-restricted-syntax': ['error', ...restrictedSyntax],
      },
    },
    {
      files: ['packages/*/src/**/*.{ts,tsx}'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', { name: 'performance', message: clock }],
        'no-restricted-properties': ['error', ...impure, environment],
        'core/no-restricted-syntax': [
          'error',
          ...restrictedSyntax,
          { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
          { selector: "CallExpression[callee.name='Date']", message: clock },
          {
            selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
            message: 'The process belongs to apps; the environment is read as `process.env`.',
          },
        ],
        'imports/no-restricted-paths': ['error', { zones: stageZones }],
      },
    },
    {
      // The types of its settings are inferred, so that its tsconfig cannot ask for isolated declarations.
      files: ['packages/run/src/**/*.ts'],
      rules: { 'typescript/explicit-module-boundary-types': 'error' },
    },
    {
      files: [environmentFile, '**/*.test.ts'],
      rules: { 'no-restricted-properties': ['error', ...impure] },
    },
    {
      // The only clock of the packages.
      files: ['packages/run/src/clock.ts'],
      rules: { 'core/no-restricted-syntax': 'off' },
    },
    {
      // JSON.parse and asymmetric matchers give `any`, and a test that takes it wrongly fails.
      files: ['**/*.test.ts'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        // A test of one stage may set it up with a later one.
        'imports/no-restricted-paths': 'off',
      },
    },
    {
      files: ['**/*.{mjs,js}'],
      env: { node: true },
      rules: { 'no-undef': 'error' },
    },
  ],
});
