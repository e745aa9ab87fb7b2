import type { Loss } from '@dln/losses';
import type { ObjectiveTerm } from '../objectives/terms.ts';
import type { ClassScoring } from '../scoring/class-scores.ts';
import type { TextScoring } from '../scoring/text-scorer.ts';
import type { ProposalPairing } from '../samplers/proposal-pairing.ts';
import type { ReplyReading } from '../samplers/reply-reading.ts';
import type { RequestSeeds } from '../samplers/request-seeds.ts';
import type { AcceptanceChoice } from './acceptance.ts';
import type { AccuracyScoring } from './score-accuracy.ts';
import type { CandidateListing } from './candidate-listing.ts';
import type { DivisionChoice } from './division.ts';
import type { ErrorFreeBatch } from './error-free-batch.ts';
import type { Proposer } from './proposer.ts';
import type { RankingChoice } from './rankings.ts';

/** What a scored or taught text is made of: the label or reply as it is, or post-processed. */
export type TextView = (text: string, loss: Loss) => string;

/** The decisions in which presets differ, one small function or record each (docs/presets.md). */
export interface InferenceStrategies {
  /** The seeds of stochastic requests. */
  readonly requestSeeds: RequestSeeds;
  /** log p of a text. */
  readonly textScoring: TextScoring;
  /** log p of a class. */
  readonly classScoring: ClassScoring;
  /** log p of a class if answers are scored by samples. */
  readonly sampledClassScoring: ClassScoring;
  /** Which prompt and message a proposal is made from. */
  readonly pairing: ProposalPairing;
  /** How replies of the backward model become prompts and hidden texts. */
  readonly replies: ReplyReading;
  /** The source of new candidates. */
  readonly proposer: Proposer;
  /** Which prompts are compared. */
  readonly candidates: CandidateListing;
  /** Which examples of a batch proposals see, and which rank the candidates. */
  readonly division: DivisionChoice;
  /** How many examples score each candidate. */
  readonly ranking: RankingChoice;
  /** The objective: the reward of a candidate is the weighted sum of these. */
  readonly terms: readonly ObjectiveTerm[];
  /** Which candidate becomes the layer's parameters. */
  readonly acceptance: AcceptanceChoice;
  /** What is scored and what the backward model is shown of labels and replies. */
  readonly taughtText: TextView;
  /** The network's input as layers above the first see it when hidden samples are scored. */
  readonly upperInput: (x: { readonly full: string; readonly stripped: string }) => string;
  /** Whether log p(y | h alone) is over classes, as the likelihood is, or over the text. */
  readonly mutualInformationOver: 'classes' | 'text';
  /** How a layer answers when it is scored by accuracy. */
  readonly accuracy: AccuracyScoring;
  /** What happens if every answer of a batch is right. */
  readonly errorFreeBatch: ErrorFreeBatch;
  /** Which figure of the output layer's chosen prompt counts as its part of the score. */
  readonly outputPart: 'score' | 'reward';
  /**
   * The least number of layers whose output layer has a trust region; a shallower network ignores
   * the trust factor.
   */
  readonly trustRegionFrom: number;
}
