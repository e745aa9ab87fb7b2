/** What a run has used by an event. */
export interface SpendingFigures {
  readonly requests: number | null;
  /** Requests that were answered from what had been asked before. */
  readonly saved: number | null;
  readonly tokens: number | null;
  /** Null if a price is not known. */
  readonly dollars: number | null;
}

/** The position of a line in events.jsonl, and what all lines have. */
export interface LineBase {
  /** First byte of the line. */
  readonly offset: number;
  /** Bytes of the line, without its line feed. */
  readonly length: number;
  readonly iteration: number | null;
  readonly spending: SpendingFigures | null;
}

/** The network was validated. */
export interface ValidatedLine extends LineBase {
  readonly type: 'validated';
  readonly devAccuracy: number | null;
  readonly isBest: boolean;
  readonly bound: { readonly nats: number; readonly standardError: number | null } | null;
  /** Answers in the line; 0 if these parameters had been validated before. */
  readonly examples: number;
  readonly wrong: number;
  /** `[layer]`: hashes of the parameters. */
  readonly parameters: readonly number[];
}

/** An iteration begins. */
export interface IterationLine extends LineBase {
  readonly type: 'iteration';
  readonly devAccuracy: number | null;
  readonly parameters: readonly number[];
}

/** What a step did to a layer. */
export interface LayerFigures {
  readonly score: number | null;
  /** Candidates that were compared, over all rounds. */
  readonly candidates: number;
  /** The origin of the winner; null if nothing was compared. */
  readonly origin: string | null;
  /**
   * Comparisons in which each proposer had a candidate, and how many of them it won; empty with one
   * proposer.
   */
  readonly trials: readonly ProposerTrial[];
}

/** How the candidates of a proposer did. */
export interface ProposerTrial {
  readonly proposer: string;
  readonly comparisons: number;
  readonly wins: number;
}

/** A step has ended. */
export interface SteppedLine extends LineBase {
  readonly type: 'stepped';
  readonly score: number | null;
  /** In the batch, before the update. */
  readonly accuracy: number | null;
  readonly runningScore: number | null;
  readonly runningAccuracy: number | null;
  readonly isErrorFree: boolean;
  /** `[hidden layer]` */
  readonly entropies: readonly number[];
  readonly effectiveSampleSizes: readonly number[];
  readonly distinctHiddenTexts: readonly number[];
  readonly layers: readonly LayerFigures[];
  /** `[layer]`: hashes of the parameters after the step. */
  readonly parameters: readonly number[];
  /** Traced examples in the line. */
  readonly examples: number;
}

/** A test has ended: `baseline` of the initial parameters, `tested` of the best ones. */
export interface TestLine extends LineBase {
  readonly type: 'baseline' | 'tested';
  readonly testAccuracy: number | null;
  readonly examples: number;
  readonly wrong: number;
}

/** Something was left out because no answer came. */
export interface OmittedLine extends LineBase {
  readonly type: 'omitted';
  readonly what: string;
  readonly split: string;
  readonly purpose: string;
  /** From 0. */
  readonly layer: number | null;
  readonly example: number | null;
  readonly text: string;
  readonly count: number;
  readonly kind: string;
  readonly message: string;
}

/** The best parameters were put back. */
export interface RestoredLine extends LineBase {
  readonly type: 'restored';
  readonly parameters: readonly number[];
}

/** An event without figures. */
export interface PlainLine extends LineBase {
  readonly type: 'layout-chosen' | 'stopped-early' | 'counted' | 'interrupted' | 'failed';
}

/** A line that cannot be read, or that a later version wrote. */
export interface OtherLine extends LineBase {
  readonly type: 'other';
  /** Its type, or what is wrong with it. */
  readonly problem: string;
}

/** What the page keeps of a line of events.jsonl. Texts stay in the file. */
export type LineSummary =
  | ValidatedLine
  | IterationLine
  | SteppedLine
  | TestLine
  | OmittedLine
  | RestoredLine
  | PlainLine
  | OtherLine;
