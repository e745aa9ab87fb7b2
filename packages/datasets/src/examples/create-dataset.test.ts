import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Example } from '../example.ts';
import { loadDataset } from '../load-dataset.ts';
import { createDataset } from './create-dataset.ts';

const examples: readonly Example[] = Array.from({ length: 16 }, (_, index) => ({
  input: `review ${index}`,
  target: index % 4 === 0 ? 'good' : 'bad',
}));

it('splits examples and finds their classes as those of a CSV file with the same rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dln-examples-'));
  const name = join(folder, 'reviews.csv');
  const rows = examples.map(({ input, target }) => `${input},${target}`);
  await writeFile(name, ['input,target', ...rows].join('\n'));
  const fromFile = await loadDataset({ name, dataDir: folder, seed: 1 });
  const dataset = createDataset({ examples, name: 'reviews', seed: 1 });
  for (const split of ['train', 'dev', 'test'] as const)
    expect(dataset.examples(split)).toEqual(fromFile.examples(split));
  expect(dataset.outputClasses?.specifications).toEqual(['good', 'bad']);
  expect(dataset.instruction).toBe('Answer with one of: good, bad.');
  expect(dataset.instruction).toBe(fromFile.instruction);
  expect(dataset.notes).toEqual(['reviews: the targets are taken as 2 classes (good, bad)']);
  expect(dataset.randomBatch('train', 4)).toEqual(fromFile.randomBatch('train', 4));
});

it('keeps splits as they are, and finds classes in all of them', () => {
  const [train, dev, test] = [examples.slice(0, 8), examples.slice(8, 12), examples.slice(12)];
  const dataset = createDataset({ examples: { train, dev, test }, seed: 1 });
  expect(dataset.examples('dev')).toEqual(dev);
  expect(dataset.outputClasses?.size).toBe(2);
  expect(dataset.name).toBe('examples');
});

it('takes classes, instruction, shares and sizes that are given', () => {
  const dataset = createDataset({
    examples,
    seed: 1,
    classes: ['bad|awful', 'good'],
    instruction: 'Judge.',
    split: { train: 6, dev: 5, test: 5 },
    maxSizes: { test: 2 },
  });
  expect([dataset.size('train'), dataset.size('dev'), dataset.size('test')]).toEqual([6, 5, 2]);
  expect(dataset.outputClasses?.specifications).toEqual(['bad|awful', 'good']);
  expect(dataset.instruction).toBe('Judge.');
  expect(createDataset({ examples, seed: 1, classes: 'none' }).outputClasses).toBeUndefined();
});

it('names what is not an example, and splits without one', () => {
  const wrong = [...examples, { input: 'x', target: 3 }] as readonly Example[];
  expect(() => createDataset({ examples: wrong, seed: 1 })).toThrow(
    'examples: example 16 is {"input":"x","target":3}. An example is { input, target }, two strings.',
  );
  expect(() => createDataset({ examples: 'reviews' as unknown as [], seed: 1 })).toThrow(
    /an array of examples is needed/,
  );
  expect(() =>
    createDataset({ examples: { train: examples, dev: [], test: examples }, seed: 1 }),
  ).toThrow('examples, dev: holds 0 examples, and 1 or more are needed.');
  expect(() => createDataset({ examples: examples.slice(0, 2), seed: 1 })).toThrow(
    'examples: holds 2 examples, and 3 or more are needed.',
  );
  expect(() => createDataset({ examples, seed: 1, classes: ['good', 'awful'] })).toThrow(/bad/);
});

const tickets = Array.from({ length: 8 }, (_, index) => ({
  title: `Ticket ${index}`,
  priority: (index % 2) + 1,
}));

it('makes examples of rows by templates', () => {
  const dataset = createDataset({
    examples: tickets,
    input: 'Title: {{title}}',
    target: '{{priority}}',
    seed: 1,
  });
  const [first] = dataset.examples('train');
  expect(first?.input).toMatch(/^Title: Ticket \d$/);
  expect(first?.fields).toEqual({
    title: first?.input.slice('Title: '.length),
    priority: Number(first?.target),
  });
  expect(dataset.outputClasses?.names).toEqual(['1', '2']);
});

it('keeps what an example holds beside input and target for metrics', () => {
  const more = examples.map((example, id) => ({ ...example, id }));
  const dataset = createDataset({ examples: { train: more, dev: more, test: more }, seed: 1 });
  expect(dataset.examples('dev')[3]).toEqual({ ...examples[3], fields: more[3] });
});

it.each([
  [{ input: '{{body}}', target: '{{priority}}' }, 'tickets: example 0: "body", which the template'],
  [{ input: 'title', target: '{{priority}}' }, 'tickets: input "title" reads no column'],
  [{ target: '{{priority}}' }, 'give templates as `input` and `target`'],
  [{ input: '{{title}}', inputs: ['title'] }, 'input and inputs exclude each other'],
])('refuses rows with %j', (options, message) => {
  expect(() => createDataset({ examples: tickets, name: 'tickets', seed: 1, ...options })).toThrow(
    message,
  );
});
