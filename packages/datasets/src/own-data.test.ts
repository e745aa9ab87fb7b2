import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from './batches/dataset.ts';
import { referenceChoices } from './choices/reference-choices.ts';
import { splitNames } from './example.ts';
import { loadDataset, type LoadDatasetOptions } from './load-dataset.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'own-data-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** Writes the files and loads the one that is named `x.yaml`. */
async function load(
  files: Readonly<Record<string, string | Buffer>>,
  options: Partial<LoadDatasetOptions> = {},
): Promise<Dataset> {
  for (const [name, content] of Object.entries(files))
    await writeFile(join(directory, name), content);
  return loadDataset({ name: join(directory, 'x.yaml'), dataDir: directory, seed: 1, ...options });
}

function targetsOf(dataset: Dataset): readonly string[] {
  return splitNames.flatMap((split) => dataset.examples(split).map(({ target }) => target)).sort();
}

const csvOf = (targets: readonly string[]): string =>
  ['input,target', ...targets.map((target, row) => `text ${row},${target}`)].join('\n');

describe('class names', () => {
  it.each([
    ['[007, 010]', ['007', '010']],
    ['[1.0, 2.0]', ['1.0', '2.0']],
    ['[yes, no]', ['yes', 'no']],
    ['[null, ~]', ['null', '~']],
    ['[true, False]', ['true', 'False']],
    ['[0x1F, 1e3]', ['0x1F', '1e3']],
    [
      '[12345678901234567890, 12345678901234567891]',
      ['12345678901234567890', '12345678901234567891'],
    ],
    ['["007", 10]', ['007', '10']],
  ])('%s keep the text that stands in the file', async (classes, names) => {
    const dataset = await load({
      'x.yaml': `classes: ${classes}\nfile: x.csv\n`,
      'x.csv': csvOf([...names, ...names]),
    });
    expect(dataset.outputClasses?.names).toEqual(names);
  });

  it('match targets in the other Unicode form', async () => {
    const dataset = await load({
      'x.yaml': 'classes: [caf\u00e9, bar]\nfile: x.csv\n',
      'x.csv': csvOf(['cafe\u0301', 'bar', 'cafe\u0301', 'bar']),
    });
    expect(dataset.outputClasses?.indexOf('cafe\u0301')).toBe(0);
  });

  it.each([
    ['classes: [a, ]\n', 'x.yaml, line 1: classes: Too small'],
    ['classes: [a, [b]]\n', 'x.yaml, line 1: classes[1]: expected a text; put it in quotes'],
    ['classes:\n- a\n-\n', 'x.yaml, line 3: classes[1]: expected a text'],
  ])('are refused in %j', async (yaml, message) => {
    const files = { 'x.yaml': `${yaml}file: x.csv\n`, 'x.csv': csvOf(['a', 'a', 'a']) };
    await expect(load(files)).rejects.toThrow(message);
  });
});

describe('labels', () => {
  it.each([
    ['{007: good, 010: bad}', ['007', '010']],
    ['{1: good, 0: bad}', ['1.0', '0.0']],
    ['{1: good, 0: bad}', [' 1', '0 ']],
    ['{null: good, no: bad}', ['null', 'no']],
    ['{caf\u00e9: good, x: bad}', ['cafe\u0301', 'x']],
  ])('%s fit %j', async (labels, [one = '', other = '']) => {
    const dataset = await load({
      'x.yaml': `labels: ${labels}\nfile: x.csv\n`,
      'x.csv': csvOf([one, other, one, other]),
    });
    expect(targetsOf(dataset)).toEqual(['bad', 'bad', 'good', 'good']);
  });
});

describe('files', () => {
  const yaml = 'classes: [caf\u00e9, bar]\nfile: x.csv\n';
  const csv = csvOf(['caf\u00e9', 'bar', 'caf\u00e9', 'bar']);
  const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 LE with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    [
      'UTF-16 BE with a byte order mark',
      (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    ],
  ];

  it.each(encodings)('and descriptions may be in %s', async (_name, encode) => {
    const dataset = await load({ 'x.yaml': encode(yaml), 'x.csv': encode(csv) });
    expect(targetsOf(dataset)).toEqual(['bar', 'bar', 'caf\u00e9', 'caf\u00e9']);
  });

  it.each(['windows-1252', 'latin1', 'ISO-8859-1'])(
    'may be in %s if the description names it',
    async (encoding) => {
      const files = {
        'x.yaml': `${yaml}encoding: ${encoding}\n`,
        'x.csv': Buffer.from(csv, 'latin1'),
      };
      expect(targetsOf(await load(files))).toEqual(['bar', 'bar', 'caf\u00e9', 'caf\u00e9']);
    },
  );

  it('in another encoding are refused with the line and the way out', async () => {
    const files = { 'x.yaml': yaml, 'x.csv': Buffer.from(csv, 'latin1') };
    await expect(load(files)).rejects.toThrow(
      /x\.csv, line 2: is not UTF-8\. Save it as UTF-8, .* or give its encoding in .*x\.yaml, such as "encoding: windows-1252"\./,
    );
  });

  it('that hold a list of objects are read as JSON', async () => {
    const rows = [1.5, 2, 3].map((target, row) => ({ input: `text ${row}`, target }));
    const files = { 'x.yaml': 'file: x.json\n', 'x.json': JSON.stringify(rows) };
    expect(targetsOf(await load(files))).toEqual(['1.5', '2', '3']);
  });

  it('keep numbers as they are written', async () => {
    const targets = ['1.0', '2.50', '9007199254740993', '12345678901234567890'];
    const lines = targets.map((target) => `{"input": ${target}, "target": ${target}}\n`);
    const dataset = await load({ 'x.yaml': 'file: x.jsonl\n', 'x.jsonl': lines.join('') });
    expect(targetsOf(dataset)).toEqual([...targets].sort());
  });

  it.each([
    [
      '{"input": "a", "target": null}',
      'x.jsonl, line 2: "target" must be a text, a number, true or false; it is null',
    ],
    [
      '{"input": "a", "target": ["b"]}',
      'x.jsonl, line 2: "target" must be a text, a number, true or false; it is a list',
    ],
    ['{"input": "a", "label": "b"}', 'x.jsonl, line 2: has no "target" (it has input, label)'],
  ])('with the record %s are refused', async (line, message) => {
    const files = {
      'x.yaml': 'file: x.jsonl\n',
      'x.jsonl': `{"input": "a", "target": "b"}\n${line}\n`,
    };
    await expect(load(files)).rejects.toThrow(message);
  });

  it('loses no row of a TSV file with stray quotes', async () => {
    const rows = [
      '"Wow, what a day\tpositive',
      'bad film\tnegative',
      'my screen is 5"\tnegative',
      'good\tpositive',
      'so bad\tnegative',
      'fine\tpositive',
      'dull\tnegative',
    ];
    const files = {
      'x.yaml': 'classes: [positive, negative]\nfile: x.tsv\n',
      'x.tsv': `input\ttarget\n${rows.join('\n')}\n`,
    };
    const dataset = await load(files);
    const inputs = splitNames.flatMap((split) => dataset.examples(split).map(({ input }) => input));
    expect(inputs.sort()).toEqual(rows.map((row) => row.split('\t')[0]).sort());
  });
});

describe('splits of one file', () => {
  const half = csvOf(Array.from({ length: 8 }, (_, row) => (row % 2 ? 'a' : 'b')));

  it.each([
    [
      '{train: 0.8, dev: 0.2, test: 0.2}',
      'line 2: split: the shares 0.8 + 0.2 + 0.2 add up to 1.2; they must add up to at most 1',
    ],
    ['{train: 2.5, dev: 1, test: 1}', 'split: train is 2.5; numbers of examples must be whole'],
    [
      '{train: 0.5, dev: 2, test: 2}',
      'split: mixes shares (train: 0.5) with numbers of examples (dev: 2)',
    ],
    ['{train: 6, dev: 2, test: 0}', 'split: test is 0; give each of train, dev and test'],
    ['{train: 6, dev: -2, test: 2}', 'split: dev is -2;'],
    [
      '{train: 0.9, dev: 0.05, test: 0.05}',
      'x.csv: holds 8 examples, and a share of 0.05 of them leaves test without one. Give ' +
        'test a larger share',
    ],
    ['{train: 6, dev: 2, test: 1}', 'x.csv: holds 8 examples, and 9 or more are needed'],
    ['{train: half, dev: 2, test: 1}', 'split.train: expected number'],
  ])('are refused as %s', async (split, message) => {
    const files = { 'x.yaml': `file: x.csv\nsplit: ${split}\n`, 'x.csv': half };
    await expect(load(files)).rejects.toThrow(message);
  });

  const countsOf = (dataset: Dataset): readonly (readonly number[])[] =>
    ['a', 'b'].map((target) =>
      splitNames.map(
        (split) => dataset.examples(split).filter((example) => example.target === target).length,
      ),
    );

  it.each([
    ['with classes', 'classes: [a, b]\n'],
    ['without classes', ''],
  ])('have each target in the same share %s', async (_name, classes) => {
    const dataset = await load({ 'x.yaml': `${classes}file: x.csv\n`, 'x.csv': half });
    expect(countsOf(dataset)).toEqual([
      [2, 1, 1],
      [2, 1, 1],
    ]);
  });

  it('are shuffled without targets with "stratify: false" and under referenceChoices', async () => {
    const csv = csvOf(Array.from({ length: 40 }, (_, row) => (row % 4 ? 'a' : 'b')));
    const plain = await load({ 'x.yaml': 'file: x.csv\nstratify: false\n', 'x.csv': csv });
    const reference = await load(
      { 'x.yaml': 'file: x.csv\n', 'x.csv': csv },
      { choices: referenceChoices },
    );
    const stratified = await load({ 'x.yaml': 'file: x.csv\n', 'x.csv': csv });
    expect(countsOf(plain)).toEqual(countsOf(reference));
    expect(countsOf(plain)).not.toEqual(countsOf(stratified));
    expect(splitNames.map((split) => plain.examples(split))).toEqual(
      splitNames.map((split) => reference.examples(split)),
    );
    expect(countsOf(stratified)).toEqual([
      [15, 8, 7],
      [5, 2, 3],
    ]);
  });

  it('are the same in every run', async () => {
    const files = { 'x.yaml': 'file: x.csv\n', 'x.csv': half };
    const [one, other] = [await load(files, { seed: 1 }), await load(files, { seed: 2 })];
    expect(one.examples('test')).toEqual(other.examples('test'));
  });
});

describe('several columns', () => {
  const rows = [
    'title,body,priority,product',
    ...Array.from(
      { length: 8 },
      (_, row) => `Ticket ${row},"It stops,\n${row} times {{ title }}",${(row % 2) + 1},router`,
    ),
  ].join('\n');
  const described = (lines: string): Promise<Dataset> =>
    load({ 'x.yaml': `${lines}\nfile: x.csv\n`, 'x.csv': rows });

  it('become input and target by templates', async () => {
    const dataset = await described(
      'input: "Title: {{title}}\\n\\n{{body}}"\ntarget: "P{{priority}}"\nclasses: [P1, P2]',
    );
    const [example] = dataset.examples('train');
    expect(example?.input).toMatch(/^Title: Ticket (\d)\n\nIt stops,\n\1 times \{\{ title \}\}$/);
    expect(targetsOf(dataset)).toEqual(['P1', 'P1', 'P1', 'P1', 'P2', 'P2', 'P2', 'P2']);
    expect(example?.fields).toMatchObject({ product: 'router' });
    expect(dataset.inputForm).toEqual({
      columns: ['title', 'body'],
      template: 'Title: {{title}}\n\n{{body}}',
    });
  });

  it('become named fields of the input', async () => {
    const dataset = await described('inputs: [title, product]\ncolumns: { target: priority }');
    expect(dataset.examples('train')[0]?.input).toMatch(/^title: Ticket \d\nproduct: router$/);
    expect(dataset.inputForm).toEqual({ columns: ['title', 'product'], template: null });
  });

  it('map labels and list classes as one column does', async () => {
    const dataset = await described(
      'input: "{{title}}"\ntarget: "{{priority}}"\nlabels: { 1: high, 2: low }\nlist_options: true',
    );
    expect(dataset.examples('train')[0]?.input).toMatch(/^Ticket \d\nOptions:\n- high\n- low$/);
  });

  it.each([
    ['input: body', 'line 1: input: "body" reads no column; write {{ body }}'],
    ['input: "{{ body"', 'line 1: input: is not a template'],
    ['input: "{{body}}"\ninputs: [body]', 'say either "input" or "inputs", not both'],
    ['input: "{{body}}"\ncolumns: { input: body }', 'either "input" or "columns.input", not both'],
    ['inputs: [review text]', '"review text" cannot be read as input.<name>'],
    ['inputs: [title, title]', 'lists "title" twice'],
    [
      'input: "{{ text }}"\ntarget: "{{priority}}"',
      'x.csv, line 3: "text", which the template of input reads, is missing (columns: title, body,',
    ],
  ])('are refused in %j', async (lines, message) => {
    await expect(described(lines)).rejects.toThrow(message);
  });
});
