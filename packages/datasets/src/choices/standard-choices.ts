import type { RandomState } from '@dln/random';
import { takeRoundRobin } from '../batches/take-round-robin.ts';
import { allotProportionally } from './allot-proportionally.ts';
import { assignStratified } from './assign-splits.ts';
import type { DatasetChoices, FewShotRequest } from './dataset-choices.ts';

/**
 * Follows the paper's intent: your own data are split class by class; reduced splits keep class
 * proportions and have no duplicates; dev and train are disjoint; few-shot examples of an input are
 * drawn without replacement and never include that input. In dev and test they depend only on the
 * seed and the example, so two networks, and two validations of a run, see the same ones.
 */
export const standardChoices: DatasetChoices = {
  groupOf: ({ target }, classes) => {
    if (!classes) return ''; // free text has as many targets as examples
    return classes.has(target) ? String(classes.indexOf(target)) : target;
  },
  arrangeDev: ({ dev }) => dev,
  assignSplits: assignStratified,
  pointerAfterRandomBatch: ({ pointer }) => pointer,
  cut: ({ examples, groups, size, random }) => {
    const members = [...groups.values()];
    const sizes = members.map((positions) => positions.length);
    const shares = allotProportionally(sizes, Math.min(size, examples.length));
    const kept = members.flatMap((positions, group) =>
      random.choices(positions, shares[group] ?? 0, { replace: false }),
    );
    return kept.sort((left, right) => left - right);
  },
  drawFewShots: (request) =>
    request.examples.map((example, place) => {
      const random = request.split === 'train' ? request.random : request.randomOfExample(place);
      return drawOthers(example.input, request, random);
    }),
  mostFewShots: ({ examples }) => new Set(examples.map(({ input }) => input)).size - 1,
};

/**
 * Takes one example per class in turn, in random order, without duplicates and without the given
 * input.
 */
function drawOthers(
  input: string,
  { train, count }: FewShotRequest,
  random: RandomState,
): readonly number[] {
  const seen = new Set([input]);
  const pools = random
    .permutation([...train.groups.values()])
    .map((positions) => random.permutation(positions));
  return takeRoundRobin(pools, count, (position) => {
    const other = train.examples[position]?.input ?? input;
    const isNew = !seen.has(other);
    seen.add(other);
    return isNew;
  });
}
