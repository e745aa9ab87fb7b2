import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../batches/dataset.ts';
import { loadDataset } from '../load-dataset.ts';
import { chooseColumns } from './choose-columns.ts';
import { inferClasses } from './infer-classes.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'own-file-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function load(name: string, content?: string | Buffer): Promise<Dataset> {
  if (content !== undefined) await writeFile(join(directory, name), content);
  return loadDataset({ name: join(directory, name), dataDir: directory, seed: 1 });
}

const rowsOf = (targets: readonly string[]): readonly (readonly [string, string])[] =>
  targets.map((target, row) => [`text ${row}`, target]);

const moods = rowsOf(['good', 'bad', 'good', 'bad', 'good', 'bad']);

describe('a file that is named as a dataset', () => {
  const lines = (delimiter: string): string =>
    [['input', 'target'], ...moods].map((row) => row.join(delimiter)).join('\n');
  const objects = moods.map(([input, target]) => ({ input, target }));

  it.each([
    ['mood.csv', lines(',')],
    ['mood.tsv', lines('\t')],
    ['mood.jsonl', objects.map((each) => JSON.stringify(each)).join('\n')],
    ['mood.json', JSON.stringify(objects)],
    ['mood.CSV', Buffer.from(`\uFEFF${lines(',')}`, 'utf16le')],
  ])('works as %s, with classes from its targets', async (name, content) => {
    const dataset = await load(name, content);
    expect(dataset.name).toBe('mood');
    expect(dataset.outputClasses?.names.toSorted()).toEqual(['bad', 'good']);
    expect(dataset.instruction).toMatch(/^Answer with one of: (good, bad|bad, good)\.$/);
    expect(dataset.size('train')).toBe(3);
    expect(dataset.notes).toEqual([`${name}: the targets are taken as 2 classes (good, bad)`]);
  });

  it('reports the columns it uses', async () => {
    const dataset = await load('sums.csv', 'id,question,answer\n1,1 + 1,2\n2,2 + 3,5\n3,4 + 4,8\n');
    expect(dataset.notes).toEqual([
      'sums.csv: column question is the input, answer the target; the targets are taken as ' +
        'free text',
    ]);
    expect(dataset.outputClasses).toBeUndefined();
  });

  it('is reported with a description to paste if its columns have other names', async () => {
    const rows = moods.map(([review, stars], row) => `${row},${stars},${review}`).join('\n');
    await expect(load('mood.csv', `id,stars,review\n${rows}`)).rejects.toThrow(
      `mood.csv: it is not clear which columns are input and target (its columns: id, stars, review). Rename them to input and target, or save this beside it as mood.yaml, correct it, and give mood.yaml as the dataset:

instruction: Say here what to do with an input.
classes:
  - good
  - bad
file: mood.csv
columns:
  input: review
  target: stars
`,
    );
  });

  it('is reported with a description that works unchanged', async () => {
    const rows = moods.map(([review], row) => `"0${row % 2}",${review}`).join('\n');
    const error: unknown = await load('mood.csv', `stars,review\n${rows}`).catch(
      (cause: unknown) => cause,
    );
    const yaml = error instanceof Error ? error.message.split('\n\n')[1] : undefined;
    const dataset = await load('mood.yaml', yaml);
    expect(dataset.outputClasses?.names).toEqual(['00', '01']);
    expect(dataset.examples('test')[0]?.input).toMatch(/^text/);
  });

  it.each([
    [
      'mood.csv',
      Buffer.from('input,target\ncaf\u00e9,x\n', 'latin1'),
      'mood.csv, line 2: is not UTF-8. Save it as UTF-8, or name a YAML file',
    ],
    ['mood.csv', 'input,target\na,b,c\n', 'mood.csv, line 2: Invalid Record Length'],
    [
      'mood.csv',
      'input,target\n',
      'mood.csv: holds 0 examples, and 1 or more are needed. Correct it.',
    ],
    [
      'mood.jsonl',
      '{"input": "a", "target": null}\n',
      'mood.jsonl, line 1: "target" must be a text',
    ],
  ])('is refused as %s with the line', async (name, content, message) => {
    await expect(load(name, content)).rejects.toThrow(message);
  });

  it('that is misspelt is reported with the files of similar names', async () => {
    await writeFile(join(directory, 'reviews.csv'), '');
    await writeFile(join(directory, 'reviews.yaml'), '');
    await expect(load('reviws.csv')).rejects.toThrow(
      `Did you mean ${join(directory, 'reviews.csv')}`,
    );
    await expect(load('reviws.yaml')).rejects.toThrow(
      `did you mean ${join(directory, 'reviews.yaml')}`,
    );
    await expect(load('reviews')).rejects.toThrow(
      `Did you mean ${join(directory, 'reviews.csv')} or ${join(directory, 'reviews.yaml')}?`,
    );
  });
});

describe('inferClasses', () => {
  it.each([
    [
      ['a', 'b', 'a', 'b'],
      ['a', 'b'],
    ],
    [
      ['b', 'a', 'a', 'b'],
      ['b', 'a'],
    ],
    [
      ['Yes', 'no', 'yes ', 'No'],
      ['Yes|yes', 'no|No'],
    ],
    [
      ['1', '2', '1', '2'],
      ['1', '2'],
    ],
    [
      ['007', '010', '007', '010'],
      ['007', '010'],
    ],
    [
      ['+', '-', '-', '+'],
      ['+', '-'],
    ],
    [
      ['C++', 'C#', 'C++', 'C#'],
      ['C++', 'C#'],
    ],
    [
      ['caf\u00e9', 'x', 'cafe\u0301', 'x'],
      ['caf\u00e9', 'x'],
    ],
  ])('of %j gives %j', (targets, classes) => {
    expect(inferClasses(targets)).toEqual(classes);
  });

  it.each([
    ['one target only', ['a', 'a', 'a']],
    ['a target that occurs once', ['a', 'a', 'b', 'b', 'c']],
    ['an empty target', ['a', 'a', 'b', 'b', '']],
    ['a bar in a target', ['a|b', 'a|b', 'c', 'c']],
    ['21 targets', Array.from({ length: 42 }, (_, row) => `t${row % 21}`)],
    ['no targets', []],
  ])('takes %s as free text', (_name, targets) => {
    expect(inferClasses(targets)).toBeUndefined();
  });

  it('takes 20 targets as classes', () => {
    const targets = Array.from({ length: 40 }, (_, row) => `t${row % 20}`);
    expect(inferClasses(targets)).toHaveLength(20);
  });
});

describe('chooseColumns', () => {
  it.each([
    [['input', 'target'], { input: 'input', target: 'target' }],
    [['id', 'target', 'input', 'text', 'label'], { input: 'input', target: 'target' }],
    [['Text', 'Label'], { input: 'Text', target: 'Label' }],
    [['question', 'answer', 'id'], { input: 'question', target: 'answer' }],
    [['text', 'label', 'question', 'answer'], undefined],
    [['text', 'target', 'label'], undefined],
    [['a', 'b'], undefined],
    [['input'], undefined],
  ])('of %j gives %j', (columns, chosen) => {
    expect(chooseColumns(columns)).toEqual(chosen);
  });
});
