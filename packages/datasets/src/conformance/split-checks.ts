import assert from 'node:assert/strict';
import type { Dataset } from '../batches/dataset.ts';
import { splitNames, type Example } from '../example.ts';
import { SEEDS, type DatasetCheck } from './dataset-check.ts';

/** The examples of a dataset, and how they are split. */
export const splitChecks: readonly DatasetCheck[] = [
  {
    name: 'has a name, and examples in each split',
    run: async (load) => {
      const dataset = await load(SEEDS[0]);
      assert.notEqual(dataset.name.trim(), '');
      for (const split of splitNames) assert.ok(dataset.size(split) > 0, `${split} is empty`);
    },
  },
  {
    name: 'has an input and a target that are not blank in each example',
    run: async (load) => {
      for (const { input, target } of allOf(await load(SEEDS[0]))) {
        assert.ok(input.trim() !== '', `the input of the target ${target} is blank`);
        assert.ok(target.trim() !== '', `the target of the input ${input} is blank`);
      }
    },
  },
  {
    name: 'has the same splits for every seed',
    run: async (load) => {
      const [one, other] = [await load(SEEDS[0]), await load(SEEDS[1])];
      for (const split of splitNames) assert.deepEqual(other.examples(split), one.examples(split));
    },
  },
  {
    name: 'has no input of test in train or dev',
    run: async (load) => {
      const dataset = await load(SEEDS[0]);
      const known = new Set([...dataset.examples('train'), ...dataset.examples('dev')].map(textOf));
      const leaked = dataset.examples('test').filter((example) => known.has(textOf(example)));
      const first = leaked.slice(0, 3).map(textOf).join(',');
      assert.equal(leaked.length, 0, `in test and elsewhere: ${first}`);
    },
  },
  {
    name: 'has an instruction, which says what to do with an input',
    run: async (load, test) => {
      const { instruction } = await load(SEEDS[0]);
      if (instruction === '') {
        test.skip('the dataset has no instruction');
        return;
      }
      assert.equal(instruction.trim(), instruction, 'blanks surround the instruction');
    },
  },
  {
    name: 'has examples of each class, and no target outside of them',
    run: async (load, test) => {
      const dataset = await load(SEEDS[0]);
      const { outputClasses, name } = dataset;
      if (outputClasses === undefined) {
        test.skip('the targets are free text');
        return;
      }
      const used = new Set(allOf(dataset).map(({ target }) => outputClasses.indexOf(target, name)));
      const unused = outputClasses.specifications.filter((_, index) => !used.has(index));
      assert.deepEqual(unused, [], 'no example has these classes');
    },
  },
];

function allOf(dataset: Dataset): readonly Example[] {
  return splitNames.flatMap((split) => dataset.examples(split));
}

function textOf({ input }: Example): string {
  return input.trim();
}
