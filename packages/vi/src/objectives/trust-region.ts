import { klDivergence } from '../numerics/kl-divergence.ts';
import { klInterval } from '../numerics/kl-interval.ts';
import type { ClassScores, LogInterval } from '../scoring/class-scores.ts';
import { scoringOf, type Term, type TermAnswer, type TermCell } from './term.ts';

/**
 * Keeps the answers of the last layer close to the present ones: the mean over examples of
 * KL(present ‖ candidate) of the answers to the forward pass's inputs (dln/vi/utils.py:16-26).
 * Without output classes there is no distribution to stay close to, and only the present prompt is
 * in the region (docs/presets.md, M4).
 */
export const trustRegion: Term<'trustFactor'> = {
  name: 'trustRegion',
  description: 'KL(present ‖ candidate) of the answers, nats; infinite outside the region.',
  settings: {
    trustFactor: {
      default: 0,
      minimum: 0,
      description:
        "weight of the trust region, which keeps the last layer's new prompt near the current one; 0: off",
    },
  },
  isScore: false,
  isRanked: false,
  weight: (place) => {
    const { isOutput, depth, trustRegionFrom, settings } = place;
    const applies = isOutput && depth >= trustRegionFrom && scoringOf(place) !== 'accuracy';
    return applies ? 0 - settings.trustFactor : 0;
  },
  ask: ({ layerInput }, { hasClasses }) =>
    hasClasses ? [{ kind: 'distribution', layerInput }] : [],
  score: (rows, _example, { hasClasses }) => {
    if (!hasClasses)
      return rows.map((answers, at) => answers && { value: at === 0 ? 0 : Infinity });
    const present = scoresOf(rows[0]);
    return rows.map((answers, at) =>
      answers && at > 0 ? divergence(present, scoresOf(answers)) : answers && { value: 0 },
    );
  },
};

function scoresOf(answers: readonly TermAnswer[] | undefined): ClassScores {
  const scores = answers?.[0]?.scores;
  if (!scores) throw new RangeError('a trust region needs the distribution of each prompt');
  return scores;
}

function divergence(present: ClassScores, candidate: ClassScores): TermCell {
  const value = klDivergence(outcomesOf(present), outcomesOf(candidate));
  if (!present.bounds && !candidate.bounds) return { value };
  return { value, bounds: klInterval(boundsOf(present), boundsOf(candidate)) };
}

function boundsOf(scores: ClassScores): readonly LogInterval[] {
  return scores.bounds ?? outcomesOf(scores).map((value) => ({ lower: value, upper: value }));
}

/** Sampled answers that name no class are one more outcome. */
function outcomesOf({ outcomes, logProbabilities }: ClassScores): readonly number[] {
  return outcomes ?? logProbabilities;
}
