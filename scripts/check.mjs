// `pnpm check`: what CI checks, for what changed since `main`: everything is linted and typed, and
// the tests run that the change can affect (`plan-tests.mjs`). `pnpm check BASE` compares with
// another commit. The packed packages and the recordings of the reference are left to `.ci/run`.
import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { environment, root } from './bootstrap.mjs';
import { planTests, readWorkspace } from './plan-tests.mjs';
import { run } from './run.mjs';

const base = git('merge-base', 'HEAD', process.argv[2] ?? 'main').trim();

/**
 * A check, or the tests of a package. `cwd` is a folder of the repository.
 *
 * @typedef {{ title: string, command: readonly string[], cwd?: string }} Stage
 */

/** @type {readonly Stage[]} */
const checks = [
  { title: 'format', command: ['oxfmt', '--check'] },
  { title: 'boundaries', command: ['turbo', 'boundaries'] },
  { title: 'knip', command: ['knip', '--no-progress'] },
  { title: 'types', command: ['pnpm', '--silent', 'types'] },
  { title: 'lint', command: ['oxlint'] },
];
const tests = planTests(listChanged(), readWorkspace(root)).map(({ folder, files }) => {
  const cwd = join(root, folder);
  const selection =
    files === 'all' ? ['run'] : ['related', '--run', ...files.map((file) => join(root, file))];
  const config = ['--config', relative(cwd, join(root, 'vitest.config.ts'))];
  const command = ['vitest', ...selection, ...config, '--passWithNoTests'];
  return { title: `tests of ${folder}`, command, cwd };
});

/** @type {string[]} */
const failed = [];
// Two at a time: tests wait for servers and processes a quarter of their time.
const waiting = [...checks, ...tests];
await Promise.all([work(), work()]);
console.log(
  failed.length === 0
    ? `Everything passed. Compared with ${base.slice(0, 7)}; \`npm test\` runs all tests.`
    : `Failed: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Runs stages until none is left, and shows what those print that fail. */
async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { title, command, cwd = root } = next;
    const [program = '', ...args] = command;
    const start = performance.now();
    const { status, output } = await run(program, args, { cwd, env: environment, quiet: true });
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    if (status !== 0) {
      console.log(output);
      failed.push(title);
    }
    console.log(`=== ${title}: ${status === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
  }
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
