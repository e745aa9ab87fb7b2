import { expect, it } from 'vitest';
import { createDataset } from '../examples/create-dataset.ts';
import { summarizeData } from './summarize-data.ts';

const words = (text: string): number => text.split(' ').length;
const example = (input: string, target: string) => ({ input, target });

it('counts classes, lengths, duplicates and shared inputs', () => {
  const dataset = createDataset({
    examples: {
      train: [
        example('a b', 'yes'),
        example('a b', 'yes'),
        example('c', 'Yes'),
        example('d e f', 'no'),
      ],
      dev: [example(' a b', 'no'), example('g', 'yes')],
      test: [example('g', 'no'), example('h', 'no'), example('c', 'yes')],
    },
    classes: ['yes|Yes', 'no'],
    seed: 1,
  });
  const { splits, leaks } = summarizeData(dataset, words);
  expect(splits.train).toEqual({
    size: 4,
    classes: { yes: 3, no: 1 },
    differentTargets: 3,
    inputTokens: { shortest: 1, median: 2, p95: 3, longest: 3 },
    targetTokens: { shortest: 1, median: 1, p95: 1, longest: 1 },
    duplicates: 1,
  });
  expect(splits.test.classes).toEqual({ yes: 1, no: 2 });
  expect(leaks).toEqual([
    { split: 'test', alsoIn: 'train', count: 1, example: 'c' },
    { split: 'test', alsoIn: 'dev', count: 1, example: 'g' },
    { split: 'dev', alsoIn: 'train', count: 1, example: ' a b' },
  ]);
});

it('counts the different targets of free text', () => {
  const texts = Array.from({ length: 9 }, (_, at) => example(`${at}`, `answer ${at % 3} ${at}`));
  const { splits, leaks } = summarizeData(
    createDataset({ examples: texts, classes: 'none', seed: 1 }),
    words,
  );
  expect(splits.train.classes).toBeUndefined();
  expect(splits.train.differentTargets).toBe(splits.train.size);
  expect(leaks).toEqual([]);
});
