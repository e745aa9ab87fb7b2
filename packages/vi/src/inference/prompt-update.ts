import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { TermFigures } from '../objectives/scored-term.ts';
import type { LogInterval } from '../scoring/class-scores.ts';
import type { ScoringGrounds } from '../scoring/scoring-grounds.ts';
import type { CandidateOrigin } from './candidate-listing.ts';
import type { WithheldWinner } from './acceptance.ts';
import type { PromptDecision } from './decide-prompt.ts';
import type { RefusedCandidate } from './judge-copies.ts';
import type { DuplicateCandidate } from './find-duplicates.ts';
import type { DroppedCandidate } from './race-candidates.ts';

/** A candidate with each term of its reward. */
export interface ScoredCandidate {
  readonly parameters: LayerParameters;
  readonly origin: CandidateOrigin;
  /** The proposer that it comes from, if several are enabled. */
  readonly proposer?: string;
  /** The training text that its instruction copies. @default none is known */
  readonly copied?: string;
  /** What the metric said of the examples that its request showed. @default nothing */
  readonly feedback?: readonly string[];
  /**
   * The weighted sum of the terms that make up the score: the expected log-probability of its
   * targets, in nats per token (per class for an output layer with classes), or the accuracy.
   */
  readonly score: number;
  /** Standard error of `score` over the examples. */
  readonly standardError: number;
  /** Examples that its rank counts. */
  readonly examples: number;
  /** The figures of each term of the objective that has a weight here, by name. */
  readonly terms: Readonly<Record<string, TermFigures>>;
  /** The weighted sum of all terms: the largest wins, the first among equals. */
  readonly reward: number;
  /**
   * Standard error of the difference between the winner's reward and its own, over the examples in
   * pairs; null if it cannot be told, 0 for the winner itself.
   */
  readonly lagStandardError: number | null;
  /** What its class scores rest on; empty if texts or accuracy are scored. */
  readonly grounds?: readonly ScoringGrounds[];
  /** The bounds of its reward. @default exact */
  readonly bounds?: LogInterval;
  /**
   * When it left the race; its figures are those of the examples until then. @default it stayed to
   * the end
   */
  readonly dropped?: DroppedCandidate;
}

/** How the best candidates of all layers were chosen together. */
export interface JointChoice {
  /** Combinations that were scored. */
  readonly combinations: number;
  /** Examples that scored each of them. */
  readonly examples: number;
  /**
   * What the chosen combination is better by than the separate choices, in nats for each target; 0
   * if it is those.
   */
  readonly gain: number;
}

/** What became of a layer's parameters. */
export interface PromptUpdate {
  readonly parameters: LayerParameters;
  readonly chosen: number;
  readonly candidates: readonly ScoredCandidate[];
  readonly duplicates: readonly DuplicateCandidate[];
  /**
   * The `batchIndex` of each example that scores the candidates, in the order of scoring. @default
   * not recorded, in steps of earlier versions
   */
  readonly rankedOn?: readonly number[];
  /** Proposals that were not scored because they copy training text. @default none */
  readonly refused?: readonly RefusedCandidate[];
  /** The factor of each term in the reward, by name. */
  readonly weights: Readonly<Record<string, number>>;
  /**
   * The candidate that would have won by its reward alone, if its lead was too small. @default none
   */
  readonly withheld?: WithheldWinner;
  /**
   * How they were chosen together with those of other layers; `separate` would have been chosen
   * alone. @default they were chosen alone
   */
  readonly joint?: JointChoice & { readonly separate: number };
  /**
   * How they were chosen if scores are bounded, not known. @default all rewards are exact, and the
   * largest wins
   */
  readonly decision?: Pick<PromptDecision, 'basis' | 'undecided'>;
}
