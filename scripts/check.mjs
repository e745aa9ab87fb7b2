// `pnpm check`: what CI checks, for what changed since `main`: everything is linted and typed, and
// the tests run that the change can affect (`plan-tests.mjs`). `pnpm check BASE` compares with
// another commit. The packed packages and the recordings of the reference are left to `.ci/run`.
import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { environment, root } from './bootstrap.mjs';
import { planTests, readWorkspace } from './plan-tests.mjs';
import { run } from './run.mjs';

const base = git('merge-base', 'HEAD', process.argv[2] ?? 'main').trim();

/** @type {readonly (readonly [string, readonly string[]])[]} */
const stages = [
  ['format', ['oxfmt', '--check']],
  ['boundaries', ['turbo', 'boundaries']],
  ['knip', ['knip', '--no-progress']],
  ['types', ['pnpm', '--silent', 'types']],
  ['lint', ['oxlint']],
];

/** @type {string[]} */
const failed = [];
for (const [title, command] of stages) await stage(title, command, root);
// One package at a time, which has all cores: tests that wait for a server do not wait for others.
for (const { folder, files } of planTests(listChanged(), readWorkspace(root))) {
  const cwd = join(root, folder);
  const selection =
    files === 'all' ? ['run'] : ['related', '--run', ...files.map((file) => join(root, file))];
  const config = ['--config', relative(cwd, join(root, 'vitest.config.ts'))];
  await stage(`tests of ${folder}`, ['vitest', ...selection, ...config, '--passWithNoTests'], cwd);
}
console.log(
  failed.length === 0
    ? `Everything passed. Compared with ${base.slice(0, 7)}; \`npm test\` runs all tests.`
    : `Failed: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * @param {string} title
 * @param {readonly string[]} command
 * @param {string} cwd
 */
async function stage(title, [program = '', ...args], cwd) {
  const start = performance.now();
  const { status } = await run(program, args, { cwd, env: environment });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`=== ${title}: ${status === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
  if (status !== 0) failed.push(title);
}

/** @returns {readonly string[]} The files that differ from the base, committed or not. */
function listChanged() {
  const listed =
    git('diff', '--name-only', '--no-renames', '-z', base) +
    git('ls-files', '--others', '--exclude-standard', '-z');
  return listed.split('\0').filter((file) => file !== '');
}

/** @param {readonly string[]} args */
function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
}
