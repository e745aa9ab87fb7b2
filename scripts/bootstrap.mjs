// Plain JavaScript for Node 20: this runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const nodeModules = join(root, 'node_modules');
const onWindows = process.platform === 'win32';

/** The Node that the repository pins, once it is installed. Every program of ours runs under it. */
export const node = join(nodeModules, 'node', 'bin', onWindows ? 'node.exe' : 'node');
const pnpm = join(nodeModules, 'pnpm', 'bin', 'pnpm.mjs');
const turbo = join(nodeModules, 'turbo', 'bin', 'turbo');

/** The environment of every program: the repository's own Node and pnpm come first. */
export const environment = pinnedEnvironment();

/**
 * Installs what the lockfile pins and builds every package. Silent on standard output; says on
 * standard error what takes a while, and what a step printed if it fails, which ends this process.
 */
export async function bootstrap() {
  await installPackages();
  await step('Building', [node, turbo, 'run', 'build', '--output-logs=errors-only']);
}

/** Installs what the lockfile pins, Node and pnpm included. Reports like `bootstrap`. */
export function installPackages() {
  return step('Installing', installCommand());
}

/**
 * Runs a turbo command in the open.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extra] Variables beside the usual environment.
 */
export function runTurbo(args, extra) {
  return run(node, [turbo, ...args], { cwd: root, env: { ...environment, ...extra } });
}

/** @param {readonly string[]} args */
export async function readTurbo(args) {
  const { status, output } = await run(node, [turbo, ...args], {
    cwd: root,
    env: environment,
    quiet: true,
  });
  if (status !== 0) fail(`turbo ${args.join(' ')}`, status, output);
  return output;
}

/** @returns {string[]} The program and its arguments. */
function installCommand() {
  const versions = readManifest(root).devDependencies;
  const install = ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  const ready =
    existsSync(node) && ['node', 'pnpm'].every((name) => installedVersion(name) === versions[name]);
  if (ready) return [node, pnpm, ...install];

  // The pinned pnpm may need a newer Node than this one: npm fetches both for this one command.
  const fetched = ['node', 'pnpm'].map((name) => `--package=${name}@${versions[name]}`);
  return [...npm(), 'exec', '--yes', ...fetched, '--', 'pnpm', ...install];
}

/** How to start npm: the one that runs this script, or else the one beside this Node. */
export function npm() {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('npm-cli.js')) return [process.execPath, running];
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return onWindows ? [process.execPath, beside] : ['npm'];
}

/**
 * @param {string} title
 * @param {readonly string[]} command
 */
async function step(title, [program = '', ...args]) {
  console.error(`${title} …`);
  const { status, output } = await run(program, args, { cwd: root, env: environment, quiet: true });
  if (status !== 0) fail(title, status, output);
}

/**
 * @param {string} title
 * @param {number} status
 * @param {string} output
 * @returns {never}
 */
function fail(title, status, output) {
  console.error(`${output.trimEnd()}\n\n${title} failed with exit status ${status}: see above.`);
  process.exit(status);
}

/** @param {string} name */
function installedVersion(name) {
  const folder = join(nodeModules, name);
  return existsSync(join(folder, 'package.json')) ? readManifest(folder).version : undefined;
}

/** @param {string} folder */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function pinnedEnvironment() {
  // NODE_ENV=production would leave out the tools that build and test.
  const { NODE_ENV: _, ...env } = process.env;
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...env,
    [path]: [join(nodeModules, '.bin'), env[path]].filter(Boolean).join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
  };
}
