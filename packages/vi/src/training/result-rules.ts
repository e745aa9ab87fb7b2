import type { OutputScoringFunction } from '../objectives/objective-settings.ts';

/** What result data shows of a step's comparison. */
export interface ResultRules {
  readonly logsCandidates: boolean;
  /** A step without a comparison shows the candidates of the one before. */
  readonly keepsCandidates: boolean;
  /** What a step's score is called: `score`, or `elbo` as in the reference. */
  readonly scoreName: 'score' | 'elbo';
  /** The score of a step that compared nothing. */
  readonly missingScore: 0 | null;
}

/** The rules for a network. */
export type ResultRulesOf = (network: {
  readonly depth: number;
  readonly outputScoring: OutputScoringFunction;
}) => ResultRules;

/** Each step shows its own candidates, or none. */
export const ownCandidates: ResultRulesOf = () => ({
  logsCandidates: true,
  keepsCandidates: false,
  scoreName: 'score',
  missingScore: null,
});

/**
 * The reference: old candidates stand until there are new ones, and a single layer's comparison by
 * accuracy is never shown (docs/presets.md, M9 and M10).
 */
export const standingCandidates: ResultRulesOf = ({ depth, outputScoring }) => ({
  logsCandidates: depth > 1 || outputScoring === 'logprobs',
  keepsCandidates: true,
  scoreName: 'elbo',
  missingScore: 0,
});
