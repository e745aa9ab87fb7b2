import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../batches/dataset.ts';
import { splitNames, type Example } from '../example.ts';
import { loadDataset } from '../load-dataset.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'formats-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

const rows = Array.from({ length: 8 }, (_, row) => ({ input: `text ${row}`, target: `${row}` }));

async function load(
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Dataset> {
  for (const [file, content] of Object.entries(files))
    await writeFile(join(directory, file), content);
  return loadDataset({ name: join(directory, name), dataDir: directory, seed: 1 });
}

function examplesOf(dataset: Dataset): readonly Example[] {
  const all = splitNames.flatMap((split) => dataset.examples(split));
  return all.toSorted((one, other) => one.input.localeCompare(other.input));
}

describe('a JSON export of Hugging Face', () => {
  const text = (more: object = {}): string =>
    JSON.stringify({
      features: [],
      rows: rows.map((row, index) => ({ row_idx: index, row, truncated_cells: [], ...more })),
      num_rows_total: 8,
    });

  it('is read row by row', async () => {
    expect(examplesOf(await load('x.json', { 'x.json': text() }))).toEqual(rows);
  });

  it('is refused if the server cut a cell', async () => {
    await expect(
      load('x.json', { 'x.json': text({ truncated_cells: ['input'] }) }),
    ).rejects.toThrow(
      'x.json: row 0 is not whole: the server cut input. Download the Parquet file',
    );
  });
});

describe('a Parquet file', () => {
  it('is read like a table, with integers of 64 bits', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'input', data: rows.map(({ input }) => input), type: 'STRING' },
        {
          name: 'target',
          data: rows.map((_, row) => 9007199254740993n + BigInt(row)),
          type: 'INT64',
        },
      ],
    });
    const dataset = await load('x.parquet', { 'x.parquet': new Uint8Array(bytes) });
    expect(examplesOf(dataset)[1]).toEqual({ input: 'text 1', target: '9007199254740994' });
  });

  it('is refused with its name if it is something else', async () => {
    await expect(load('x.parquet', { 'x.parquet': 'input,target' })).rejects.toThrow(
      /x\.parquet: cannot be read as Parquet \(.*\)\. Correct it, or save it as CSV or JSONL\./,
    );
  });
});

describe('a pattern', () => {
  const csv = (part: typeof rows): string =>
    ['input,target', ...part.map(({ input, target }) => `${input},${target}`)].join('\n');
  const files = { 'a-2.csv': csv(rows.slice(4)), 'a-1.csv': csv(rows.slice(0, 4)), 'b.csv': 'x' };

  it('reads the records of all its files, as one file would give them', async () => {
    const whole = await load('all.csv', { 'all.csv': csv(rows) });
    const parts = await load('a-*.csv', files);
    for (const split of splitNames) expect(parts.examples(split)).toEqual(whole.examples(split));
    const described = await load('x.yaml', { 'x.yaml': 'file: a-*.csv\n' });
    expect(described.examples('train')).toEqual(whole.examples('train'));
    expect(described.sources[0]?.file).toMatch(/a-\*\.csv \(2 files\)$/);
  });

  it('names the file of a wrong record, and is refused without a file', async () => {
    await expect(load('a-*.csv', { ...files, 'a-3.csv': 'input,target\nx' })).rejects.toThrow(
      /a-3\.csv, line 2/,
    );
    await expect(load('c-*.csv', files)).rejects.toThrow(/c-\*\.csv: .*no file fits the pattern/);
  });
});
