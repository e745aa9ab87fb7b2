// `pnpm check`: what CI checks, for what changed since `main`: everything is linted and typed, and
// the tests run whose code changed. `pnpm check BASE` compares with another commit. The packed
// packages and the recordings of the reference are left to `.ci/run`.
import { execFileSync } from 'node:child_process';
import { environment, root } from './bootstrap.mjs';
import { run } from './run.mjs';

const base = mergeBase(process.argv[2] ?? 'main');
const tests = ['--', '--project=integration', `--changed=${base}`, '--passWithNoTests'];

/** @type {readonly (readonly [string, readonly string[]])[]} */
const stages = [
  ['format', ['oxfmt', '--check']],
  ['boundaries', ['turbo', 'boundaries']],
  ['knip', ['knip', '--no-progress']],
  ['types', ['pnpm', '--silent', 'types']],
  ['lint', ['oxlint']],
  ['tests', ['turbo', 'run', 'test', '--affected', '--concurrency=1', '--continue', ...tests]],
];

/** @type {string[]} */
const failed = [];
for (const [title, [program = '', ...args]] of stages) {
  const start = performance.now();
  const { status } = await run(program, args, {
    cwd: root,
    env: { ...environment, TURBO_SCM_BASE: base, TURBO_TELEMETRY_DISABLED: '1' },
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`=== ${title}: ${status === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
  if (status !== 0) failed.push(title);
}
console.log(
  failed.length === 0
    ? `Everything passed. Compared with ${base.slice(0, 7)}; \`npm test\` runs all tests.`
    : `Failed: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * @param {string} branch
 * @returns {string} The commit at which this branch left the other.
 */
function mergeBase(branch) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  return git('merge-base', 'HEAD', branch);
}
