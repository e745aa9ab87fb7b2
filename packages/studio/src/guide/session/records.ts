import type { LayerParameters } from '../../records/parameters.ts';
import type { GuideSettings } from './guide-settings.ts';

/** `[layer]`: what the layers of a network are told. */
export type Parameters = readonly LayerParameters[];

/** An input that raters see. Inputs that are held back reach no proposal. */
export interface GuideInput {
  readonly text: string;
  /** Null if it has no label. */
  readonly target: string | null;
  readonly group: 'proposing' | 'held-back';
}

/** The first line of `rounds.jsonl`. */
export interface StartedRecord {
  readonly type: 'started';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seed: number;
  readonly settings: GuideSettings;
  readonly inputs: readonly GuideInput[];
  readonly parameters: Parameters;
}

/** Inputs that were added to a session after its start. They follow those before them. */
export interface InputsRecord {
  readonly type: 'inputs';
  readonly at: number;
  readonly inputs: readonly GuideInput[];
}

/** Parameters that a round shows. */
export interface GuideCandidate {
  /** Equal parameters have equal ids. */
  readonly id: string;
  readonly parameters: Parameters;
  readonly origin: 'current' | 'carried' | 'proposal';
  /** The layer that differs from the current parameters; null for the current ones. */
  readonly layer: number | null;
  /**
   * The proposer that wrote it; null for the parameters of the start, and in sessions that did not
   * record it.
   */
  readonly proposer: string | null;
}

/** What a candidate answered to an input. */
export interface GuideOutput {
  readonly candidate: string;
  /** Its index among the inputs of the session. */
  readonly input: number;
  readonly output: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly string[];
  /** From 0 to 1; null without a label. */
  readonly loss: number | null;
  /** Why there is no output. */
  readonly failure: string | null;
}

/** Two outputs on one input. */
export interface GuidePair {
  readonly id: string;
  readonly input: number;
  readonly left: string;
  readonly right: string;
}

/** A round: what raters are shown. */
export interface RoundRecord {
  readonly type: 'round';
  readonly round: number;
  readonly at: number;
  readonly candidates: readonly GuideCandidate[];
  readonly outputs: readonly GuideOutput[];
  readonly pairs: readonly GuidePair[];
  /** What the round has used. */
  readonly requests: number;
  readonly tokens: number;
  readonly dollars: number | null;
  /** What the round did without, a sentence each. */
  readonly remarks: readonly string[];
}

/** The end of a round. */
export interface DecidedRecord {
  readonly type: 'decided';
  readonly round: number;
  readonly at: number;
  /** Null if the parameters stay. */
  readonly accepted: string | null;
  /** Candidates that the next round shows again. */
  readonly carried: readonly string[];
}

/** A line of `rounds.jsonl`. */
export type SessionRecord = StartedRecord | InputsRecord | RoundRecord | DecidedRecord;

/** What a rater says of a pair. */
export type PairVerdict = 'left' | 'right' | 'tie' | 'both-bad' | 'skip';

/** A rating of a pair of outputs. */
export interface PairRating {
  readonly type: 'pair';
  readonly id: string;
  readonly at: number;
  readonly rater: string;
  readonly round: number;
  readonly pair: string;
  readonly verdict: PairVerdict;
  readonly comment?: string | undefined;
}

/** A rating of a text that a hidden layer wrote. */
export interface HiddenRating {
  readonly type: 'hidden';
  readonly id: string;
  readonly at: number;
  readonly rater: string;
  readonly round: number;
  readonly input: number;
  readonly layer: number;
  readonly text: string;
  readonly verdict: 'good' | 'bad';
  readonly comment?: string | undefined;
}

/** Takes back an earlier line of the same rater. */
export interface UndoRecord {
  readonly type: 'undo';
  readonly id: string;
  readonly at: number;
  readonly rater: string;
  readonly undoes: string;
}

/** A line of `ratings.jsonl`. */
export type RatingRecord = PairRating | HiddenRating | UndoRecord;
