import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-eval-invalid-'));
  const rows = Array.from({ length: 6 }, (_, item) =>
    JSON.stringify({ input: `item ${item}`, target: JSON.stringify({ item }) }),
  );
  await writeFile(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`);
  const schema = {
    type: 'object',
    properties: { item: { type: 'integer' } },
    required: ['item'],
  };
  const files = { train: 'rows.jsonl', dev: 'rows.jsonl', test: 'rows.jsonl' };
  const description = { instruction: 'Number it.', files, output_schema: schema };
  await writeFile(join(folder, 'items.yaml'), JSON.stringify(description));
  const lines = [
    'export default (prompt) => {',
    '  const [item] = prompt.match(/\\d+(?=\\D*$)/);',
    "  if (item === '1') throw new Error('no reply to this one');",
    "  return item === '2' || item === '3' ? 'a word' : `{\"item\": ${item}}`;",
    '};',
  ];
  await writeFile(join(folder, 'model.mjs'), lines.join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

const evaluate = (...flags: readonly string[]) =>
  runDln([
    ...['eval', '--dataset', join(folder, 'items.yaml'), '--one-layer', '--probe', 'false'],
    ...['--fwd-model-type', join(folder, 'model.mjs'), ...flags],
  ]);

it('dln eval counts answers that do not match the schema apart from missing ones', async () => {
  const { status, stdout, stderr } = await evaluate();
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('skipped        1, counted as wrong\n');
  expect(stdout).toContain(
    'invalid        2 answers do not match the output schema, counted as wrong\n',
  );
  expect(stdout).toMatch(/^test accuracy {2}50\.0 %/m);
  const json = await evaluate('--json');
  expect(JSON.parse(json.stdout)).toMatchObject({ accuracy: 0.5, skipped: 1, invalid: 2 });
});
