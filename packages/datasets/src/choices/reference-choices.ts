import type { RandomState } from '@dln/random';
import { advancePointer } from '../batches/advance-pointer.ts';
import { assignInOrder } from './assign-splits.ts';
import type { DatasetChoices, GroupedExamples } from './dataset-choices.ts';

/**
 * Reproduces the Python reference, including its defects: reduced splits and few-shot examples are
 * drawn with replacement, class by class; dev contains train for date_understanding; a random batch
 * moves the pointer of ordered batches; all examples of a batch share their few-shot examples.
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

/** Draws the order of the classes once, then takes one example of each class in turn. */
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
