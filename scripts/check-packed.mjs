// Installs the packages and the command line as their users will: packed, by npm, outside the
// workspace. Imports each package under the oldest Node that it supports and under the pinned one,
// compares their sizes with the recorded ones, trains with programs, runs the first example of each
// README, runs the notebook under Deno, trains with the global command, and exports the runs. Needs a
// build. `--write-sizes` records the sizes and checks nothing.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { node, npm, root } from './bootstrap.mjs';
import { checkCommand } from './packed/check-command.mjs';
import {
  checkPrograms,
  NODE_VERSIONS,
  nodeIn,
  programDependencies,
} from './packed/check-programs.mjs';
import { checkNotebook } from './packed/check-notebook.mjs';
import { checkReadmes } from './packed/check-readmes.mjs';
import { checkSizes } from './packed/check-sizes.mjs';
import { succeed } from './packed/succeed.mjs';

const OLDEST_NODE = '22.0.0';

/** The command line, which has no exports. */
const CLI = '@dln/cli';

/** What every package ships, and what none does. */
const SHIPPED = ['package.json', 'README.md', 'LICENSE'];
const SHIPPED_CODE = ['dist/index.js', 'dist/index.d.ts'];
const NOT_SHIPPED = ['**/*.test.ts', '**/*.test-d.ts', '**/__snapshots__/**', '**/tsconfig*.json'];

/** Statements that read what ships beside the code. */
const USES = [
  "(await import('@dln/templates')).loadTemplate('suffix_forward');",
  "await (await import('@dln/datasets')).loadCatalogue();",
];

const scratch = mkdtempSync(join(tmpdir(), 'dln-packed-'));
const manifests = globSync(['packages/*/package.json', 'apps/cli/package.json'], {
  cwd: root,
}).sort();
const names = manifests.map((file) => readManifest(join(root, file)).name);

try {
  await pack();
  await install();
  const isRecording = process.argv.includes('--write-sizes');
  await checkSizes(scratch, tarballs(), { write: isRecording });
  if (!isRecording) await check();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

async function check() {
  const problems = names.flatMap(problemsOf);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await importAll('the pinned Node', [node]);
  await importAll(`Node ${OLDEST_NODE}`, [
    ...npm(),
    ...['exec', '--yes', `--package=node@${OLDEST_NODE}`, '--', 'node'],
  ]);
  await checkPrograms(scratch);
  await checkReadmes(scratch, {
    names: names.filter((name) => name !== CLI),
    nodes: Object.fromEntries(NODE_VERSIONS.map((version) => [version, nodeIn(scratch, version)])),
  });
  await checkNotebook(scratch);
  const command = join(scratch, 'command');
  mkdirSync(command);
  await checkCommand(
    command,
    names.map((name) => join(scratch, tarballOf(name))),
  );
  console.log(`${names.length} packages install and import outside the workspace`);
}

/** The tarballs of the packages with exports. */
function tarballs() {
  const libraries = names.filter((name) => name !== CLI);
  return new Map(libraries.map((name) => [name, join(scratch, tarballOf(name))]));
}

async function pack() {
  for (const manifest of manifests) {
    const cwd = dirname(join(root, manifest));
    await succeed(['pnpm', 'pack', '--pack-destination', scratch], cwd);
  }
}

async function install() {
  const tarballs = names.map((name) => [name, `file:./${tarballOf(name)}`]);
  const { devDependencies } = readManifest(join(root, 'packages/llm/package.json'));
  const ai = devDependencies.ai;
  const dependencies = { ...Object.fromEntries(tarballs), ...programDependencies, ai };
  const manifest = { private: true, type: 'module', dependencies };
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(manifest));
  const flags = ['--no-audit', '--no-fund'];
  await succeed([...npm(), 'install', '--prefer-offline', ...flags], scratch);
}

/** @param {string} name */
function tarballOf(name) {
  const { version } = readManifest(join(root, manifests[names.indexOf(name)] ?? ''));
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}

/** @param {string} name */
function problemsOf(name) {
  const cwd = join(scratch, 'node_modules', name);
  const shipped = name === CLI ? [...SHIPPED, 'dist/main.js'] : [...SHIPPED, ...SHIPPED_CODE];
  const missing = shipped.filter((file) => globSync(file, { cwd }).length === 0);
  const extra = NOT_SHIPPED.flatMap((pattern) => globSync(pattern, { cwd }));
  return [
    ...missing.map((file) => `${name}: ${file} is not in the package`),
    ...extra.map((file) => `${name}: ${file} has no place in the package`),
  ];
}

/**
 * @param {string} name
 * @returns {string[]} What can be imported: `@dln/llm`, `@dln/llm/testing` …
 */
function entriesOf(name) {
  const { exports } = readManifest(join(scratch, 'node_modules', name, 'package.json'));
  return Object.keys(exports)
    .filter((path) => !path.endsWith('.json'))
    .map((path) => name + path.slice(1));
}

/**
 * @param {string} title
 * @param {readonly string[]} command How to start that Node.
 */
async function importAll(title, command) {
  const file = join(scratch, 'import-all.js');
  const imports = names
    .filter((name) => name !== CLI)
    .flatMap(entriesOf)
    .map((entry) => `await import('${entry}');`);
  writeFileSync(file, [...imports, ...USES].join('\n'));
  console.log(`importing under ${title}`);
  await succeed([...command, file], scratch);
}

/** @param {string} file */
function readManifest(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
