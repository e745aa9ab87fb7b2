import type { Comparison } from '../preference/bradley-terry.ts';
import type { GuideInput, PairRating, PairVerdict } from '../session/records.ts';
import type { GuideState } from '../session/guide-state.ts';

/** A comparison with what it was made on. */
export interface RatedComparison extends Comparison {
  readonly input: number;
  readonly group: GuideInput['group'];
}

/**
 * The share of the left output; undefined for what says nothing. Two bad outputs are as good as
 * each other.
 */
const SHARES: Readonly<Record<PairVerdict, number | undefined>> = {
  left: 1,
  right: 0,
  tie: 0.5,
  'both-bad': 0.5,
  skip: undefined,
};

/**
 * What was said of the pairs of all rounds. Several raters of one pair make one comparison, with
 * the mean of what they said: they saw the same two texts.
 */
export function listComparisons({
  started,
  rounds,
  pairRatings,
}: GuideState): readonly RatedComparison[] {
  const ratings = Map.groupBy(pairRatings, ({ round, pair }) => `${round}\n${pair}`);
  return rounds.flatMap(({ round, pairs }) =>
    pairs.flatMap(({ id, input, left, right }): readonly RatedComparison[] => {
      const shares = sharesOf(ratings.get(`${round}\n${id}`) ?? []);
      const group = started.inputs[input]?.group;
      if (shares.length === 0 || group === undefined) return [];
      const share = shares.reduce((sum, value) => sum + value, 0) / shares.length;
      return [{ first: left, second: right, share, input, group }];
    }),
  );
}

function sharesOf(ratings: readonly PairRating[]): readonly number[] {
  return ratings.flatMap(({ verdict }) => SHARES[verdict] ?? []);
}
