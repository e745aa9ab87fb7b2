import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = ['losses', 'templates', 'datasets', 'llm'];
const copied = [
  ...['.oxfmtrc.json', 'package.json', 'tsconfig.base.json'],
  ...['vitest.config.ts', 'vitest.setup.ts'],
];
const run = promisify(execFile);

/**
 * A copy of the four packages and the examples; installed packages and data are links. The names of
 * its new modules begin with `trial`: a contributor's own module may have any other.
 */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'dln-new-'));
  for (const file of copied) cpSync(join(root, file), join(copy, file));
  for (const name of ['node_modules', 'data', 'tools'])
    symlinkSync(join(root, name), join(copy, name));
  for (const name of packages) {
    const from = join(root, 'packages', name);
    const to = join(copy, 'packages', name);
    mkdirSync(to, { recursive: true });
    for (const entry of readdirSync(from)) {
      if (entry === 'node_modules') symlinkSync(join(from, entry), join(to, entry));
      else if (entry !== 'dist') cpSync(join(from, entry), join(to, entry), { recursive: true });
    }
  }
  // Its links to our packages are relative: in the copy they lead to the copied packages.
  cpSync(join(root, 'examples'), join(copy, 'examples'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const lines = ['sad', 'happy'].map((label) => JSON.stringify({ text: `so ${label}`, label }));
  for (const file of ['train.jsonl', 'test.jsonl'])
    writeFileSync(join(copy, file), lines.join('\n'));
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

const generate = (...args: readonly string[]) =>
  run(process.execPath, [join(root, 'scripts/new.mjs'), ...args], { cwd: copy });

/** Runs some tests in a folder of the copy. */
async function test(folder: string, tests: readonly string[]): Promise<void> {
  const { DLN_TEST_REPORT: _, ...env } = process.env;
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run'];
  const config = ['--config', join(copy, 'vitest.config.ts')];
  await run(process.execPath, [...vitest, ...config, ...tests], { cwd: join(copy, folder), env });
}

/** Runs some tests of a package in the copy, and checks its types. */
async function check(name: string, tests: readonly string[]): Promise<void> {
  const cwd = join(copy, 'packages', name);
  await test(`packages/${name}`, tests);
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd });
}

describe('pnpm new', { timeout: 240_000 }, () => {
  it('loss: writes a loss that passes the tests of the package', async () => {
    await generate('loss', 'trial-order');
    await check('losses', ['src/trial-order-loss.test.ts', 'src/registry', 'src/exports.test.ts']);
    await expect(generate('loss', 'trial_order_loss')).rejects.toThrow(
      'packages/losses/src/trial-order-loss.ts exists already. Choose another name.',
    );
  });

  it('template: writes an output layer and a hidden layer', async () => {
    await generate('template', 'trial_answer');
    await generate('template', 'trial_note', '--role', 'hidden');
    await check('templates', ['src/shipped-templates.test.ts']);
  });

  it('dataset: writes loader, catalogue entry and sources from published files', async () => {
    const published = ['--repository', 'someone/mood', '--commit', '0'.repeat(40)];
    await generate(
      'dataset',
      'trial-mood',
      ...published,
      '--train',
      'train.jsonl',
      '--test',
      'test.jsonl',
    );
    await check('datasets', [
      ...['src/loaders', 'src/load-dataset.test.ts', 'src/load-sources.test.ts'],
      'src/readme.test.ts',
    ]);
  });

  it('model: writes a model that passes the conformance suite', async () => {
    await generate('model', 'trial-library');
    await check('llm', ['src/functions', 'src/exports.test.ts']);
  });

  it('all four: leaves the examples of the packages as they were', async () => {
    await test('examples', ['examples.test.ts', '-t', '(losses|dataset|models)\\.ts']);
  });

  it.each([
    [['loss'], 'Usage:'],
    [['constructor', 'x'], 'Usage:'],
    [['loss', '../x'], '"../x" is not a name. Use small letters, digits and hyphens.'],
    [['template', 'x', '--role', 'input'], '--role is "input". Use hidden or output.'],
    [['dataset', 'x'], 'A dataset needs its published files: pnpm new dataset NAME'],
  ])('%j is refused', async (args, message) => {
    await expect(generate(...args)).rejects.toThrow(message);
  });
});
