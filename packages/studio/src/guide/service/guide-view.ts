import type { LayerParameters } from '../../records/parameters.ts';
import type { RoundEstimate } from '../round/estimate-round.ts';
import type { CandidateVerdict } from '../round/judge-candidate.ts';

/**
 * One side of a pair: an output, and what the hidden layers wrote on the way. Nothing says whose it
 * is.
 */
export interface ShownOutput {
  readonly output: string;
  /** `[hidden layer]` */
  readonly hiddenTexts: readonly ShownHiddenText[];
}

/** A text that a hidden layer wrote, and what this rater has said of it. */
export interface ShownHiddenText {
  readonly text: string;
  readonly verdict: 'good' | 'bad' | null;
}

/** The most characters of a rater's name. */
export const MOST_NAME = 60;

/** The most characters of a comment. */
export const MOST_COMMENT = 2000;

/** A pair to rate. */
export interface ShownPair {
  readonly id: string;
  /** The index of the input. */
  readonly input: number;
  readonly text: string;
  readonly left: ShownOutput;
  readonly right: ShownOutput;
}

/** A candidate after the rater has finished the round. */
export interface ShownCandidate extends CandidateVerdict {
  readonly parameters: readonly LayerParameters[];
  /** Its origin: the name of a proposer, or `carried` from the last round. */
  readonly origin: string;
}

/** A round that has ended. */
export interface EndedRound {
  readonly round: number;
  readonly ratings: number;
  /** Null if the parameters stayed. */
  readonly accepted: readonly LayerParameters[] | null;
}

/** What the page shows of a guide: the answer of `GET /api/guide?rater=NAME`. */
export interface GuideView {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly inputs: { readonly proposing: number; readonly heldBack: number };
  readonly hasLabels: boolean;
  /** The open round; null between rounds. */
  readonly round: number | null;
  /** Pairs of the open round; 0 if no candidate answers anything differently. */
  readonly pairs: number;
  /** Candidates of the open round beside the current parameters. */
  readonly shown: number;
  /** What the open round did without, a sentence each. */
  readonly remarks: readonly string[];
  /** A round is being made. */
  readonly isBusy: boolean;
  /** Why the last round could not be made. */
  readonly problem: string | null;
  /** Null if this rater has nothing left to rate. */
  readonly pair: ShownPair | null;
  /** Ratings of this rater in this round, and how many are asked. */
  readonly rated: number;
  readonly wanted: number;
  /** What a rating of a hidden text adds to its log posterior weight, in nats. */
  readonly hiddenStrength: number;
  /** Confidence of the intervals. */
  readonly level: number;
  /** Only when this rater has nothing left to rate: to see them earlier would not be blind. */
  readonly candidates: readonly ShownCandidate[] | null;
  readonly ended: readonly EndedRound[];
  /** Of the next round; null while one is open or made, and without inputs. */
  readonly estimate: RoundEstimate | null;
  /** Inputs with a label or a preferred output, which an export holds. */
  readonly exportable: number;
  readonly notes: readonly string[];
}
