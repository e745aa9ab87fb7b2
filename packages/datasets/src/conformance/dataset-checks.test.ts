import { describe, expect, it } from 'vitest';
import { Dataset } from '../batches/dataset.ts';
import type { DatasetOptions } from '../batches/dataset-options.ts';
import { createDataset } from '../examples/create-dataset.ts';
import type { Example, Splits } from '../example.ts';
import { generatedDatasetNames } from '../generators/generated-dataset-name.ts';
import { loadDataset } from '../load-dataset.ts';
import {
  createDatasetChecks,
  type CheckContext,
  type DatasetCheck,
  type LoadSeeded,
} from '../testing/index.ts';

const numbered = (name: string, count: number): readonly Example[] =>
  Array.from({ length: count }, (_, index) => ({
    input: `${name} ${index}`,
    target: index % 2 === 0 ? 'even' : 'odd',
  }));

const loads: Readonly<Record<string, LoadSeeded>> = {
  ...Object.fromEntries(
    generatedDatasetNames.map((name) => [
      name,
      (seed: number) => loadDataset({ name, dataDir: 'the-samples-of-the-package', seed }),
    ]),
  ),
  'examples of a program': (seed) => createDataset({ examples: numbered('row', 60), seed }),
  'free text of a program': (seed) =>
    createDataset({ examples: numbered('row', 60), classes: 'none', seed }),
};

describe.each(Object.entries(loads))('%s', (_, load) => {
  for (const { name, run } of createDatasetChecks()) it(name, (test) => run(load, test));
});

describe('the checks themselves', () => {
  const noSkip: CheckContext = {
    skip: (reason) => {
      throw new Error(`skipped: ${reason}`);
    },
  };
  const checkNamed = (start: string): DatasetCheck => {
    const found = createDatasetChecks().find(({ name }) => name.startsWith(start));
    if (found === undefined) throw new Error(`no check begins with ${start}`);
    return found;
  };
  const splits: Splits = {
    train: numbered('train', 20),
    dev: numbered('dev', 4),
    test: numbered('test', 4),
  };
  const withChanges =
    (changes: Partial<DatasetOptions>): LoadSeeded =>
    (seed) =>
      new Dataset({ name: 'mine', splits, seed, ...changes });

  it.each<[string, LoadSeeded, string]>([
    ['has a name', withChanges({ name: ' ' }), 'Expected "actual" to be strictly unequal'],
    ['has a name', withChanges({ splits: { ...splits, dev: [] } }), 'dev is empty'],
    [
      'has an input',
      withChanges({ splits: { ...splits, dev: [{ input: ' ', target: 'even' }] } }),
      'the input of the target even is blank',
    ],
    [
      'has the same splits',
      (seed) =>
        new Dataset({ name: 'mine', splits: { ...splits, dev: numbered(`${seed}`, 4) }, seed }),
      'Expected values to be strictly deep-equal',
    ],
    [
      'has no input of test',
      withChanges({ splits: { ...splits, test: numbered('train', 4) } }),
      'in test and elsewhere: train 0,train 1,train 2',
    ],
    [
      'has an instruction',
      withChanges({ instruction: ' Say even or odd.' }),
      'blanks surround the instruction',
    ],
    [
      'has examples of each class',
      (seed) => createDataset({ examples: splits, classes: ['even', 'odd', 'neither'], seed }),
      'no example has these classes',
    ],
    ['draws other batches', () => withChanges({})(7), 'Expected "actual" not to be strictly'],
    ['draws the same batches', createUnsteady(), 'Expected values to be strictly deep-equal'],
  ])('%j rejects a dataset that does otherwise (%#)', async (start, load, message) => {
    await expect(checkNamed(start).run(load, noSkip)).rejects.toThrow(message);
  });

  /** Each load draws with another seed. */
  function createUnsteady(): LoadSeeded {
    let loaded = 0;
    return () => withChanges({})(loaded++);
  }

  it('are skipped with the reason if they do not apply', async () => {
    const reasons: string[] = [];
    const context: CheckContext = { skip: (reason) => void reasons.push(reason) };
    const load = withChanges({ splits: { ...splits, train: numbered('train', 11) } });
    for (const { run } of createDatasetChecks()) await run(load, context);
    expect(reasons).toEqual([
      'the dataset has no instruction',
      'the targets are free text',
      'train has 11 examples, fewer than 12',
    ]);
  });
});
