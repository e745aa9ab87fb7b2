import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from './batches/dataset.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadDataset } from './load-dataset.ts';
import { datasetNames } from './loaders/loaders.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datasets-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function write(path: string, content: unknown): Promise<string> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  return file;
}

const load = (name: string): Promise<Dataset> => loadDataset({ name, dataDir: directory, seed: 1 });

const walk = (index: number): object => ({
  input: `walk ${index}`,
  target: index % 2 ? 'Yes' : 'No',
});
const walks = (count: number): object => ({
  examples: Array.from({ length: count }, (_, index) => walk(index)),
});

describe('benchmarks', () => {
  it('are loaded with the instruction and the classes of the shipped catalogue', async () => {
    await write('bb_minus_bbh/navigate.json', walks(9));
    await write('bbh/navigate.json', walks(3));
    const dataset = await load('navigate');
    expect([dataset.size('train'), dataset.size('dev'), dataset.size('test')]).toEqual([4, 5, 3]);
    expect(dataset.instruction).toMatch(/^Follow the moves/);
    expect(dataset.outputClasses?.names).toEqual(['yes', 'no']);
    expect(dataset.sources.map(({ isGenerated }) => isGenerated)).toEqual([false, false]);
  });

  it('use generated files if the published ones are missing, and report it', async () => {
    await write('bbh/navigate.json', walks(3));
    const generated = await write('generated/bb_minus_bbh/navigate.json', walks(4));
    const dataset = await load('navigate');
    expect(dataset.sources[0]).toEqual({
      file: generated,
      isGenerated: true,
      splits: ['train', 'dev'],
    });
    expect(dataset.sources[1]?.isGenerated).toBe(false);
  });

  it('fall back to the samples of the package if the data directory does not exist', async () => {
    const dataDir = join(directory, 'missing');
    const dataset = await loadDataset({ name: 'navigate', dataDir, seed: 1 });
    expect([dataset.size('train'), dataset.size('dev'), dataset.size('test')]).toEqual([
      200, 200, 250,
    ]);
    expect(dataset.sources.map(({ isGenerated }) => isGenerated)).toEqual([true, true]);
    await expect(loadDataset({ name: 'trec', dataDir, seed: 1 })).rejects.toThrow('is missing');
  });

  it('recognize generated files by their content, in any folder', async () => {
    await write('bbh/navigate.json', { generated: 'by rule', ...walks(3) });
    await write('bb_minus_bbh/navigate.json', walks(4));
    const dataset = await load('navigate');
    expect(dataset.sources.map(({ isGenerated }) => isGenerated)).toEqual([false, true]);
  });

  it('all have an entry in the shipped catalogue', async () => {
    const { datasets } = await loadCatalogue();
    expect([...datasets.keys()]).toEqual(datasetNames);
  });

  it('that no one knows are refused with the names of those that are', async () => {
    await expect(load('navigat')).rejects.toThrow(
      'There is no dataset called "navigat". Did you mean navigate? Give one of subj, mpqa, trec,',
    );
  });
});

describe('a benchmark’s file', () => {
  it('that is missing is reported by its name, under which it can be fetched', async () => {
    await expect(load('subj')).rejects.toMatchObject({
      message: `${join(directory, 'ordered_prompt/subj/train.jsonl')}: is missing. Fetch subj.`,
      published: 'subj',
      generator: undefined,
    });
  });

  it('that is cut short is named with the line', async () => {
    await write(
      'bb_minus_bbh/navigate.json',
      '{"examples": [\n{"input": "x", "target": "Yes"},\n{"inp',
    );
    await write('bbh/navigate.json', walks(1));
    await expect(load('navigate')).rejects.toThrow(
      'bb_minus_bbh/navigate.json, line 3: is not valid JSON, or is truncated. Fetch ' +
        'navigate again, by force, to replace it.',
    );
  });

  it('in which a field is missing is named with the line of its record', async () => {
    await write('bb_minus_bbh/navigate.json', walks(2));
    await write(
      'bbh/navigate.json',
      '{"examples": [\n{"input": "x", "target": "Yes"},\n{"input": "y"}]}',
    );
    await expect(load('navigate')).rejects.toThrow(
      'bbh/navigate.json, line 3: examples[1].target: expected string, received undefined.',
    );
  });

  it('with a line that is not JSON is named with the line', async () => {
    await write('gsm8k/train.jsonl', '{"question": "x", "answer": "1\\n#### 1"}\n\n{"quest\n');
    await write('gsm8k/test.jsonl', '');
    await expect(load('gsm8k')).rejects.toThrow('gsm8k/train.jsonl, line 3: is not valid JSON');
  });

  it('with an answer that has no result is named with the line', async () => {
    await write('gsm8k/train.jsonl', '{"question": "x", "answer": "1"}\n');
    await write('gsm8k/test.jsonl', '');
    await expect(load('gsm8k')).rejects.toThrow('line 1: the answer must have one "####"');
  });

  it('that is too small is reported with the number of examples needed', async () => {
    const line = '{"sentence": "x", "label": "0"}\n';
    await write('ordered_prompt/subj/train.jsonl', line);
    await write('ordered_prompt/subj/dev_subsample.jsonl', line);
    await write('ordered_prompt/subj/test.jsonl', line);
    await expect(load('subj')).rejects.toThrow('holds 1 example, and 1000 or more are needed.');
  });

  it('with a label that the catalogue does not map is named with the line', async () => {
    const records = Array.from({ length: 1500 }, (_, index) => ({
      sentence1: 'x',
      label: index === 700 ? 'Perhaps' : 'Relevant',
    }));
    await write('leopard/disaster/disaster_eval.json', records);
    await expect(load('disaster')).rejects.toThrow(
      'disaster_eval.json, line 2804: the label "Perhaps" is none of those that the ' +
        'catalogue knows (Not Relevant, Relevant).',
    );
  });

  it('whose options have no letters is named with the line', async () => {
    await write('bb_minus_bbh/hyperbaton.json', walks(2));
    await write('bbh/hyperbaton.json', walks(1));
    await expect(load('hyperbaton')).rejects.toThrow(
      /bb_minus_bbh\/hyperbaton.json, line \d+: examples\[\d\] has no list/,
    );
  });

  it('with a target that is no class is refused', async () => {
    await write('bb_minus_bbh/navigate.json', walks(2));
    await write('bbh/navigate.json', { examples: [{ input: 'x', target: 'Maybe' }] });
    await expect(load('navigate')).rejects.toThrow(
      'navigate: the target "Maybe" belongs to no class',
    );
  });
});

describe('your own data', () => {
  const description = 'instruction: Is it good?\nclasses: [good, bad]\n';
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) => `"text ${index}, so",${index % 2 ? 'good' : 'bad'}\n`,
    ).join('');

  it('are refused in another encoding than UTF-8, with the first invalid line', async () => {
    const description = join(directory, 'cafes.yaml');
    await writeFile(description, 'instruction: Rate it.\nclasses: [good, bad]\nfile: cafes.csv\n');
    const rows = 'input,target\na bar,bad\na caf\u00e9,good\na pub,good\n';
    await writeFile(join(directory, 'cafes.csv'), Buffer.from(rows, 'latin1'));
    const loading = loadDataset({ name: description, dataDir: directory, seed: 1 });
    await expect(loading).rejects.toThrow('cafes.csv, line 3: is not UTF-8. Save it as UTF-8');
  });

  it('are split from one CSV file, the same way for every seed', async () => {
    const file = await write('mood.yaml', `${description}file: mood.csv\n`);
    await write('mood.csv', `input,target\n${rows(20)}`);
    const [one, other] = await Promise.all(
      [1, 2].map((seed) => loadDataset({ name: file, dataDir: 'nowhere', seed })),
    );
    expect([one?.size('train'), one?.size('dev'), one?.size('test')]).toEqual([10, 5, 5]);
    expect(one?.name).toBe('mood');
    expect(one?.examples('test')).toEqual(other?.examples('test'));
  });

  it('are split into numbers of examples', async () => {
    const file = await write(
      'mood.yml',
      `${description}file: mood.csv\nsplit: {train: 8, dev: 2, test: 3}\n`,
    );
    await write('mood.csv', `input,target\n${rows(20)}`);
    const dataset = await load(file);
    expect([dataset.size('train'), dataset.size('dev'), dataset.size('test')]).toEqual([8, 2, 3]);
  });

  it('come from one file per split, with custom columns and labels', async () => {
    const file = await write(
      'mood.yaml',
      'files: {train: a.jsonl, dev: b.csv, test: c.tsv}\ncolumns: {input: text, target: ' +
        'stars}\nlabels: {1: good, 0: bad}\nlist_options: true\n',
    );
    await write('a.jsonl', '{"text": "fine", "stars": 1}\n');
    await write('b.csv', '\uFEFFtext,stars,more\nbroken,0,x\n');
    await write('c.tsv', 'text\tstars\nso, so\t0\n');
    const dataset = await load(file);
    expect(dataset.examples('train')).toEqual([
      { input: 'fine\nOptions:\n- good\n- bad', target: 'good' },
    ]);
    expect(dataset.examples('dev')[0]?.target).toBe('bad');
    expect(dataset.examples('test')[0]?.input).toMatch(/^so, so\n/);
  });

  it('are free text without classes', async () => {
    const file = await write('sums.yaml', 'file: sums.jsonl\n');
    await write('sums.jsonl', '{"input": "1 + 1", "target": 2}\n'.repeat(4));
    const dataset = await load(file);
    expect(dataset.outputClasses).toBeUndefined();
    expect(dataset.examples('train')[0]).toEqual({ input: '1 + 1', target: '2' });
  });

  it('can be an entry of a catalogue, beside it', async () => {
    const file = await write(
      'mine/catalogue.yaml',
      'mood:\n  file: mood.csv\n  classes: [good, bad]\n',
    );
    await write('mine/mood.csv', `input,target\n${rows(8)}`);
    const catalogue = await loadCatalogue(file);
    const dataset = await loadDataset({ name: 'mood', dataDir: directory, seed: 1, catalogue });
    expect(dataset.size('train')).toBe(4);
  });

  it.each([
    [
      'input,label\nx,good\n',
      'mood.csv, line 1: has no column "target" (its columns: input, label). Correct it, or ' +
        'its description in',
    ],
    [
      'input,target\nx,good\ny,god\n',
      'mood.csv, line 3: the target "god" belongs to none of the classes good, bad.',
    ],
    ['input,target\nx,good,y\n', 'mood.csv, line 2: Invalid Record Length'],
    ['input,target\n"x,good\n', 'mood.csv, line 2: Quote Not Closed'],
    ['input,target\n"x,good\ny,bad\nz,bad\n', 'mood.csv, line 2: Quote Not Closed'],
    [
      'input,target\r\n"a\r\nb",good\r\n\r\nx,"bad\r\ny,bad\r\n',
      'mood.csv, line 5: Quote Not Closed',
    ],
    ['"input,target\nx,good\n', 'mood.csv, line 1: Quote Not Closed'],
    ['input,target\n', 'mood.csv: holds 0 examples, and 1 or more are needed.'],
    ['input,target\nx,good\n', 'mood.csv: holds 1 example, and 3 or more are needed.'],
  ])('are refused as %j', async (csv, message) => {
    const file = await write('mood.yaml', `${description}file: mood.csv\n`);
    await write('mood.csv', csv);
    await expect(load(file)).rejects.toThrow(message);
  });

  it.each([
    [
      `${description}file: none.csv\n`,
      /none\.csv: is missing\. Put it there, or correct its path in .*mood\.yaml\./,
    ],
    [`${description}file: mood.yaml\n`, /ends in \.yaml, so its format is not known/],
    [description, /mood\.yaml: has no data; add "file: examples\.csv"/],
    [
      `${description}file: x.csv\nsplits: {}\n`,
      /mood\.yaml, line 4: the key "splits" is not known/,
    ],
  ])('are refused where they are described as %j', async (yaml, message) => {
    await expect(load(await write('mood.yaml', yaml))).rejects.toThrow(message);
  });

  it('are refused if the description is missing', async () => {
    await expect(load(join(directory, 'none.yaml'))).rejects.toThrow('cannot be read');
  });
});
