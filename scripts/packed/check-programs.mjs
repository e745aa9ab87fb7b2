import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { node, root } from '../bootstrap.mjs';
import { modelNames, programText, suitesText } from './program-text.mjs';
import { succeed } from './succeed.mjs';

/** The versions of Node on which programs run. */
export const NODE_VERSIONS = ['22', '24'];

/**
 * The executable of a version of Node that is installed in a project.
 *
 * @param {string} folder
 * @param {string} version
 */
export function nodeIn(folder, version) {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', `node-${version}`, 'bin', executable);
}

/** What the programs need beside the packages, and what a type check of the AI SDK needs. */
export const programDependencies = {
  ...Object.fromEntries(NODE_VERSIONS.map((version) => [`node-${version}`, `npm:node@${version}`])),
  '@types/json-schema': '^7.0.15',
  '@types/node': '^24.0.0',
};

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const COMPILER_OPTIONS = {
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: 'es2023',
  rootDir: 'typed',
};

const RESOLUTIONS = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

/**
 * The AI SDK needs Node's types and inexact optional properties. The packages are checked without.
 */
const TYPE_CHECKS = [
  { files: ['typed/function.ts', 'typed/gguf.ts'], types: [], exactOptionalPropertyTypes: true },
  { files: ['typed/suites.ts'], types: ['node'], exactOptionalPropertyTypes: true },
  { files: ['typed/ai-sdk.ts'], types: ['node'], exactOptionalPropertyTypes: false },
];

/**
 * Trains and predicts with a program of ten lines, as JavaScript and as TypeScript.
 *
 * @param {string} folder a project in which the packages and `programDependencies` are installed
 */
export async function checkPrograms(folder) {
  writePrograms(folder);
  for (const options of RESOLUTIONS) {
    console.log(`checking the types of the programs under ${options.moduleResolution}`);
    await Promise.all(TYPE_CHECKS.map((check) => compile(folder, options, check)));
  }
  for (const version of NODE_VERSIONS)
    for (const form of ['.', 'node16']) {
      console.log(
        `running the ${form === '.' ? 'JavaScript' : 'TypeScript'} programs on Node ${version}`,
      );
      for (const name of modelNames) await runProgram(folder, { version, form, name });
      await succeed([nodeIn(folder, version), '--test', join(form, 'suites.js')], folder);
    }
}

/** @param {string} folder */
function writePrograms(folder) {
  const rows = Array.from({ length: 24 }, (_, i) =>
    i % 2 === 0 ? `Dish ${i} was warm.,positive` : `Dish ${i} was cold.,negative`,
  );
  writeFileSync(join(folder, 'reviews.csv'), ['input,target', ...rows].join('\n'));
  mkdirSync(join(folder, 'typed'));
  for (const name of modelNames) {
    writeFileSync(join(folder, `${name}.js`), programText(name));
    writeFileSync(join(folder, 'typed', `${name}.ts`), programText(name));
  }
  writeFileSync(join(folder, 'suites.js'), suitesText);
  writeFileSync(join(folder, 'typed', 'suites.ts'), suitesText);
}

/**
 * Checks the types of programs, and compiles them into a folder named after the resolution.
 *
 * @param {string} folder
 * @param {(typeof RESOLUTIONS)[number]} options
 * @param {(typeof TYPE_CHECKS)[number]} check
 */
async function compile(folder, options, { files, ...strictness }) {
  const outDir = options.moduleResolution;
  const compilerOptions = { ...COMPILER_OPTIONS, ...options, ...strictness, outDir };
  const config = join(folder, `tsconfig.${outDir}-${basename(files[0] ?? '', '.ts')}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  await succeed([node, tsc, '-p', config], folder);
}

/**
 * @param {string} folder
 * @param {{ version: string, form: string, name: (typeof modelNames)[number] }} program
 */
async function runProgram(folder, { version, form, name }) {
  const output = await succeed([nodeIn(folder, version), join(form, `${name}.js`)], folder);
  const { testAccuracy, output: answer } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  // The model that ships knows other tasks: it may be wrong here.
  const isRight = name === 'gguf' || (testAccuracy === 1 && answer === 'negative');
  if (!isRight || !['negative', 'positive'].includes(answer) || !(testAccuracy >= 0))
    throw new Error(`${form}/${name}.js on Node ${version} printed ${output}`);
}
