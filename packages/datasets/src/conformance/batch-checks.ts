import assert from 'node:assert/strict';
import type { Dataset } from '../batches/dataset.ts';
import { splitNames } from '../example.ts';
import { SEEDS, type DatasetCheck } from './dataset-check.ts';

/** Examples with which two seeds that draw the same batches are not chance. */
const ENOUGH = 12;

/** What is drawn from a dataset. */
export const batchChecks: readonly DatasetCheck[] = [
  {
    name: 'draws the same batches for one seed',
    run: async (load) => {
      assert.deepEqual(draw(await load(SEEDS[0])), draw(await load(SEEDS[0])));
    },
  },
  {
    name: 'draws other batches for another seed',
    run: async (load, test) => {
      const [one, other] = [await load(SEEDS[0]), await load(SEEDS[1])];
      if (one.size('train') < ENOUGH) {
        test.skip(`train has ${one.size('train')} examples, fewer than ${ENOUGH}`);
        return;
      }
      assert.notDeepEqual(draw(other), draw(one));
    },
  },
  {
    name: 'goes through each split once, in order',
    run: async (load) => {
      const dataset = await load(SEEDS[0]);
      for (const split of splitNames) {
        const batches = [...dataset.iterate(split, 3)];
        const inputs = dataset.examples(split).map(({ input }) => input);
        assert.deepEqual(
          batches.flatMap((batch) => batch.inputs),
          inputs,
        );
      }
    },
  },
  {
    name: 'continues from a saved state',
    run: async (load) => {
      const dataset = await load(SEEDS[0]);
      draw(dataset);
      const state: unknown = JSON.parse(JSON.stringify(dataset.state()));
      const other = await load(SEEDS[0]);
      other.restore(state as ReturnType<Dataset['state']>);
      assert.deepEqual(draw(other), draw(dataset));
    },
  },
];

/** Three random batches of train. */
function draw(dataset: Dataset): readonly unknown[] {
  const size = Math.min(dataset.size('train'), 5);
  return Array.from({ length: 3 }, () => dataset.randomBatch('train', size));
}
