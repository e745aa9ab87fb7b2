import { fitBradleyTerry, type PreferenceFit } from '../preference/bradley-terry.ts';
import { normalQuantile } from '../preference/quantile.ts';
import { demonstratedInputs } from './demonstrated-inputs.ts';
import type { GuideState } from '../session/guide-state.ts';
import { listComparisons, type RatedComparison } from './comparisons.ts';

/** What is known of how much stronger a candidate is than the current parameters. */
export interface RatingEvidence {
  /** In nats. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** Rated pairs that show the candidate. */
  readonly pairs: number;
}

/**
 * What the labels say of a candidate: its mean score less that of the current parameters, on the
 * same inputs.
 */
export interface ScoreEvidence {
  readonly difference: number;
  readonly inputs: number;
}

/** Evidence on all inputs and on those that no proposal saw. */
export interface Both<Evidence> {
  readonly all: Evidence;
  readonly heldBack: Evidence;
}

/** What keeps a candidate from being accepted. */
export type Missing =
  | {
      readonly kind: 'ratings';
      readonly group: 'all' | 'held-back';
      /** Wins in a row that would be enough; null if more than 50. */
      readonly wins: number | null;
    }
  | { readonly kind: 'score'; readonly group: 'all' | 'held-back'; readonly difference: number };

/** What became of a candidate. */
export interface CandidateVerdict {
  readonly id: string;
  readonly status: 'accepted' | 'rejected' | 'undecided';
  readonly ratings: Both<RatingEvidence>;
  /** Null without labels. */
  readonly scores: Both<ScoreEvidence | null>;
  readonly missing: readonly Missing[];
}

const MOST_WINS = 50;

/**
 * Judges a candidate. It is accepted only if the ratings prefer it for sure, which means that the
 * interval of the difference is above 0, on all inputs and on those held back alone, and if it
 * scores no worse if there are labels. It is rejected if the interval is below 0, or if labels
 * contradict the ratings.
 */
export function judgeCandidate(state: GuideState, id: string): CandidateVerdict {
  const comparisons = listComparisons(state);
  const heldBack = comparisons.filter(({ group }) => group === 'held-back');
  const ratings = {
    all: weigh(state, comparisons, id),
    heldBack: weigh(state, heldBack, id),
  };
  const scores = {
    all: compareScores(state, id, () => true),
    heldBack: compareScores(state, id, (group) => group === 'held-back'),
  };
  const missing = [
    ...missingRatings(state, comparisons, { id, group: 'all', lower: ratings.all.lower }),
    ...missingRatings(state, heldBack, { id, group: 'held-back', lower: ratings.heldBack.lower }),
    ...missingScore('all', scores.all),
    ...missingScore('held-back', scores.heldBack),
  ];
  const prefers = missing.every(({ kind }) => kind === 'score');
  const isRejected = ratings.all.upper < 0 || (prefers && missing.length > 0);
  return {
    id,
    status: missing.length === 0 ? 'accepted' : isRejected ? 'rejected' : 'undecided',
    ratings,
    scores,
    missing,
  };
}

function weigh(
  state: GuideState,
  comparisons: readonly RatedComparison[],
  id: string,
): RatingEvidence {
  const { value, standardError } = fit(state, comparisons, id).difference(id, state.current.id);
  const half = normalQuantile((1 + state.started.settings.level) / 2) * standardError;
  const shows = ({ first, second }: RatedComparison): boolean => first === id || second === id;
  return {
    difference: value,
    lower: value - half,
    upper: value + half,
    pairs: comparisons.filter(shows).length,
  };
}

function fit(
  { started, current }: GuideState,
  comparisons: readonly RatedComparison[],
  id: string,
): PreferenceFit {
  const { priorSpread } = started.settings;
  return fitBradleyTerry(comparisons, { reference: current.id, items: [id], priorSpread });
}

function missingRatings(
  state: GuideState,
  comparisons: readonly RatedComparison[],
  {
    id,
    group,
    lower,
  }: { readonly id: string; readonly group: 'all' | 'held-back'; readonly lower: number },
): readonly Missing[] {
  if (lower > 0) return [];
  const win: RatedComparison = {
    first: id,
    second: state.current.id,
    share: 1,
    input: 0,
    group: 'held-back',
  };
  const more: RatedComparison[] = [];
  while (more.length < MOST_WINS) {
    more.push(win);
    if (weigh(state, [...comparisons, ...more], id).lower > 0)
      return [{ kind: 'ratings', group, wins: more.length }];
  }
  return [{ kind: 'ratings', group, wins: null }];
}

function missingScore(group: 'all' | 'held-back', score: ScoreEvidence | null): readonly Missing[] {
  return score && score.difference < 0
    ? [{ kind: 'score', group, difference: score.difference }]
    : [];
}

/**
 * Over the labelled inputs that both answered, in any round, but for those that the candidate
 * demonstrates.
 */
function compareScores(
  { started, rounds, current }: GuideState,
  id: string,
  isIn: (group: 'proposing' | 'held-back') => boolean,
): ScoreEvidence | null {
  const lossesOf = (candidate: string): ReadonlyMap<number, number> =>
    new Map(
      rounds
        .flatMap(({ outputs }) => outputs)
        .flatMap((one) =>
          one.candidate === candidate && one.loss !== null ? [[one.input, one.loss]] : [],
        ),
    );
  const before = lossesOf(current.id);
  const own = rounds.flatMap(({ candidates }) => candidates).find((one) => one.id === id);
  const demonstrated = own ? demonstratedInputs(own) : new Set();
  const gains = [...lossesOf(id)].flatMap(([input, loss]) => {
    const present = before.get(input);
    const shown = started.inputs[input];
    return present === undefined || !shown || !isIn(shown.group) || demonstrated.has(shown.text)
      ? []
      : [present - loss];
  });
  if (gains.length === 0) return null;
  return {
    difference: gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
    inputs: gains.length,
  };
}
