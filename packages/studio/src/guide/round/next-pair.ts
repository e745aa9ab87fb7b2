import type { GuidePair } from '../session/records.ts';
import type { GuideRound, GuideState } from '../session/guide-state.ts';
import { judgeCandidate, type CandidateVerdict } from './judge-candidate.ts';

/**
 * The pair that a rater should see next: of the candidate that may still be the strongest, on an
 * input that was held back twice as often as on another. Each answer decides where the next
 * question is asked, so that ratings are not spent on weak candidates.
 *
 * @returns undefined if the rater has rated enough, or if nothing is left that could change the
 * decision
 */
export function nextPair(
  state: GuideState,
  round: GuideRound,
  rater: string,
): GuidePair | undefined {
  const seen = new Set(
    state.pairRatings
      .filter((rating) => rating.round === round.round && rating.rater === rater)
      .map(({ pair }) => pair),
  );
  if (seen.size >= state.started.settings.ratingsPerRound) return undefined;
  const open = round.pairs.filter(({ id }) => !seen.has(id));
  const verdicts = [...new Set(open.map((pair) => candidateOf(state, pair)))]
    .map((id) => judgeCandidate(state, id))
    .filter(({ status }) => status === 'undecided')
    .toSorted(byPromise);
  const [best] = verdicts;
  if (!best) return undefined;
  const own = open.filter((pair) => candidateOf(state, pair) === best.id);
  const { all, heldBack } = best.ratings;
  const wantsHeldBack = heldBack.pairs <= 2 * (all.pairs - heldBack.pairs);
  const isHeldBack = ({ input }: GuidePair): boolean =>
    state.started.inputs[input]?.group === 'held-back';
  return own.find((pair) => isHeldBack(pair) === wantsHeldBack) ?? own[0];
}

function candidateOf({ current }: GuideState, { left, right }: GuidePair): string {
  return left === current.id ? right : left;
}

/** The largest upper bound first; among equals, the one with the fewest ratings. */
function byPromise(one: CandidateVerdict, other: CandidateVerdict): number {
  return (
    other.ratings.all.upper - one.ratings.all.upper ||
    one.ratings.all.pairs - other.ratings.all.pairs
  );
}
