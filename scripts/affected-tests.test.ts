import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

it('finds the tests of a package that a change in another package affects, as `pnpm check` does', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'affected-'));
  const report = join(folder.path, 'report.json');
  await run(
    'vitest',
    [
      'related',
      join(root, 'packages/random/src/index.ts'),
      ...['--run', '--config', '../../vitest.config.ts'],
      ...['--reporter=json', `--outputFile=${report}`],
      ...['--testNamePattern', 'no test has this name'],
    ],
    // Its report is its own, also in `npm test`.
    { cwd: join(root, 'packages/datasets'), env: { ...process.env, DLN_TEST_REPORT: undefined } },
  );
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: readonly { name: string }[];
  };
  expect(testResults.map(({ name }) => basename(name))).toContain('exports.test.ts');
});

it('watches the sources of other packages in watch mode', async () => {
  const program = `
    const { createVitest } = await import('vitest/node');
    const vitest = await createVitest('test', { config: '../../vitest.config.ts', watch: true });
    const { watcher } = vitest.vite;
    const end = Date.now() + 20_000;
    const watched = () => Object.keys(watcher.getWatched()).map((path) => path.replaceAll('\\\\', '/'));
    const isWatched = () => watched().some((path) => path.endsWith('packages/random/src'));
    while (!isWatched() && Date.now() < end) await new Promise((next) => setTimeout(next, 50));
    console.log(isWatched());
    await vitest.close();
    process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: join(root, 'packages/datasets'),
    env: { ...process.env, DLN_TEST_REPORT: undefined },
  });
  expect(stdout.trim().split('\n').at(-1)).toBe('true');
});

it('runs tests on changed sources, to measure whether they can fail', async () => {
  const { stdout } = await run(
    'node',
    ['scripts/mutate.mjs', 'packages/random/src', '--sample', '3', '--seed', '1'],
    { cwd: root },
  );
  expect(stdout).toContain('3 killed, 0 timed out, 0 survived');
});
