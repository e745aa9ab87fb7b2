import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const examples = fileURLToPath(new URL('../../../../examples/free-form', import.meta.url));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-import-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

it('dln data import makes a dataset of a log, which dln data show reads', async () => {
  const lines = Array.from({ length: 12 }, (_, at) =>
    JSON.stringify({
      messages: [
        { role: 'system', content: 'Is the number even?' },
        { role: 'user', content: `Number ${at}` },
        { role: 'assistant', content: 'yes' },
      ],
      label: at % 2 === 0 ? 'yes' : 'no',
    }),
  );
  const log = join(folder, 'log.jsonl');
  await writeFile(log, lines.join('\n'));
  const yaml = join(folder, 'even.yaml');
  const imported = await runDln(['data', 'import', log, '--out', yaml]);
  expect(imported).toMatchObject({ status: 0, stderr: '' });
  expect(imported.stdout).toContain('12 examples written to ');
  const { stdout } = await runDln(['data', 'show', yaml]);
  expect(stdout).toContain('instruction  Is the number even?\nanswers      yes, no\n');
  const again = await runDln(['data', 'import', log, '--out', yaml]);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('even.yaml exists; name another file as --out');
});

describe('free-form answers', () => {
  it.each([
    ['orders', join(examples, 'order-fields.yaml'), 'Write number words as digits'],
    ['problems', 'auto', 'step by step'],
  ])('%s are trained on by %s', async (name, loss, learned) => {
    const { stdout, stderr } = await runDln([
      ...['train', '--dataset', join(examples, `${name}.yaml`), '--loss-function', loss],
      ...['--model', join(examples, 'model.mjs'), '--output-scoring-function', 'accuracy'],
      ...['--one-layer', '--iters', '2', '--batch-size', '8', '--num-p-samples', '6'],
      ...['--out-dir', join(folder, name), '--json'],
    ]);
    expect(stdout).not.toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ testAccuracy: 1 });
    expect(`${stdout}${stderr}`).toContain(learned);
  });
});
