import type { RandomState } from '@dln/random';
import { advancePointer } from '../batches/advance-pointer.ts';
import { assignInOrder } from './assign-splits.ts';
import type { DatasetChoices, GroupedExamples } from './dataset-choices.ts';

/**
 * What the Python reference does, oddities included: cuts and few-shot examples are drawn with replacement, class after class; dev
 * contains train for date_understanding; a random batch moves the pointer of batches in order; all examples of a batch share their few-shot examples.
 */
export const referenceChoices: DatasetChoices = {
  groupOf: (example) => example.target,
  arrangeDev: ({ dataset, train, dev }) =>
    dataset === 'date_understanding' ? [...train, ...dev] : dev,
  assignSplits: assignInOrder,
  pointerAfterRandomBatch: advancePointer,
  cut: ({ size, random, ...split }) => drawRoundRobin(split, size, random),
  drawFewShots: ({ train, count, random, examples }) => {
    const shots = drawRoundRobin(train, count, random);
    return examples.map(() => shots);
  },
  mostFewShots: (train) => (train.examples.length === 0 ? 0 : Infinity),
};

/** One draw of the classes' order, then one example of each class in turn, round and round. */
function drawRoundRobin(
  { groups }: GroupedExamples,
  count: number,
  random: RandomState,
): readonly number[] {
  const order = random.permutation([...groups.values()]);
  return Array.from({ length: count }, (_, turn) =>
    random.choice(order[turn % order.length] ?? []),
  );
}
