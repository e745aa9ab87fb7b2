// Installs the packages and the command line as their users will: packed, by npm, outside the
// workspace. Imports each package under the oldest Node that it supports and under the pinned one,
// and trains with the command. Needs a build.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environment, node, npm, root } from './bootstrap.mjs';
import { run } from './run.mjs';
import { startFakeServer } from './start-fake-server.mjs';

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
  const problems = names.flatMap(problemsOf);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await importAll('the pinned Node', [node]);
  await importAll(`Node ${OLDEST_NODE}`, [
    ...npm(),
    ...['exec', '--yes', `--package=node@${OLDEST_NODE}`, '--', 'node'],
  ]);
  await useCommand();
  console.log(`${names.length} packages install and import outside the workspace`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

async function pack() {
  for (const manifest of manifests) {
    const cwd = dirname(join(root, manifest));
    await succeed(['pnpm', 'pack', '--pack-destination', scratch], cwd);
  }
}

async function install() {
  const tarballs = names.map((name) => [name, `file:./${tarballOf(name)}`]);
  const manifest = { private: true, type: 'module', dependencies: Object.fromEntries(tarballs) };
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

/** Trains from a CSV against a server, and on the shipped samples with the model that ships. */
async function useCommand() {
  const main = join(scratch, 'node_modules', CLI, 'dist/main.js');
  const rows = Array.from({ length: 24 }, (_, i) => `walk ${i},${i % 2 === 0 ? 'yes' : 'no'}`);
  writeFileSync(join(scratch, 'walks.csv'), ['input,target', ...rows].join('\n'));
  const small = ['--layers', '1', '--iters', '1', '--batch-size', '2', '--num-p-samples', '2'];
  const sizes = ['--max-dev-size', '4', '--max-test-size', '4'];
  const server = await startFakeServer('yes');
  const api = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none' };
  try {
    const data = ['--dataset', 'walks.csv', '--model', 'fake', '--no-cache', '--json'];
    const train = ['train', ...data, '--output-scoring-function', 'accuracy', ...small, ...sizes];
    for (const args of [['--version'], train, ['demo', ...small, ...sizes]]) {
      console.log(`running dln ${args[0]}`);
      await succeed([node, main, ...args], scratch, api);
    }
  } finally {
    await server.close();
  }
}

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {Readonly<Record<string, string>>} [variables]
 */
async function succeed([program = '', ...args], cwd, variables = {}) {
  const env = { ...environment, ...variables };
  const { status, output } = await run(program, args, { cwd, env, quiet: true });
  if (status !== 0)
    throw new Error(`${output}\n${program} ${args.join(' ')} exited with ${status}`);
}

/** @param {string} file */
function readManifest(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
