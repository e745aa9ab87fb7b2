import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPages, readBlocks, readShellCommands } from 'dln-markdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const root = join(import.meta.dirname, '../../../..');

/** Small sizes for the training commands of a block with the mark `small`. */
const SMALL = ['--iters', '1', '--batch-size', '2', '--num-p-samples', '2', '--num-h-samples', '2'];
const SIZES = ['--max-dev-size', '4', '--max-test-size', '4'];

const blocks = listPages(root).flatMap((page) =>
  readBlocks(readFileSync(join(root, page), 'utf8'))
    .filter(({ marks }) => marks.includes('run'))
    .map((block) => ({ ...block, page })),
);

const before = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-blocks-'));
  // The commands of the pages are for the root of the repository.
  for (const name of ['examples', 'data'])
    symlinkSync(join(root, name), join(folder, name), 'junction');
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

it('finds blocks to run', () => {
  expect(blocks.length).toBeGreaterThan(4);
});

it.each(blocks)('$page:$line runs', { timeout: 180_000 }, async ({ code, marks }) => {
  for (const [program, command = '', ...args] of readShellCommands(code)) {
    expect(program, 'only commands of dln run in this test').toBe('dln');
    const isSmall = marks.includes('small') && ['train', 'demo'].includes(command);
    const sizes = isSmall ? [...SMALL, ...SIZES] : [];
    const { status, stdout, stderr } = await runDln([command, ...args, ...sizes]);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toBe('');
  }
});
