import type { RandomState } from '@dln/random';
import type { GuideOutput, GuidePair } from '../session/records.ts';

/**
 * Pairs the output of each candidate with that of the current parameters on the same input, in
 * random order and on random sides. Equal outputs make no pair: there is nothing to rate.
 */
export function planPairs(
  outputs: readonly GuideOutput[],
  { current, random }: { readonly current: string; readonly random: RandomState },
): readonly GuidePair[] {
  const answered = outputs.filter(({ failure }) => failure === null);
  const present = new Map(
    answered.filter(({ candidate }) => candidate === current).map((one) => [one.input, one.output]),
  );
  const pairs = answered.flatMap(({ candidate, input, output }) => {
    const other = present.get(input);
    const differs = other !== undefined && other.trim() !== output.trim();
    return candidate !== current && differs ? [{ input, candidate }] : [];
  });
  return random.permutation(pairs.length).flatMap((at, position) => {
    const pair = pairs[at];
    if (!pair) return [];
    const { input, candidate } = pair;
    const isLeft = random.randomSample() < 0.5;
    const [left, right] = isLeft ? [candidate, current] : [current, candidate];
    return [{ id: `p${position}`, input, left, right }];
  });
}
