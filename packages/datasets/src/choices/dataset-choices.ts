import type { RandomState } from '@dln/random';
import type { PointerMove } from '../batches/advance-pointer.ts';
import type { Groups } from '../batches/groups.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import type { Example, Split } from '../example.ts';
import type { AssignRequest, Assignment } from './assign-splits.ts';

/** A split and its examples by class. */
export interface GroupedExamples {
  readonly examples: readonly Example[];
  readonly groups: Groups;
}

/** Options for reducing a split to a size. */
export interface CutRequest extends GroupedExamples {
  /** Number of examples to keep, 1 or more. */
  readonly size: number;
  readonly random: RandomState;
}

/** Options for drawing the few-shot examples of a batch. */
export interface FewShotRequest {
  /** The training split. */
  readonly train: GroupedExamples;
  /** Number per example, 1 or more. */
  readonly count: number;
  /** The generator of few-shot examples, shared by all batches. */
  readonly random: RandomState;
  readonly split: Split;
  /** The batch's examples. */
  readonly examples: readonly Example[];
  /** A generator for the example at an index of the batch. An example always gets the same one. */
  readonly randomOfExample: (place: number) => RandomState;
}

/**
 * The decisions in which the Python reference and the paper differ, as functions with one
 * signature. `referenceChoices` and `standardChoices` implement them.
 */
export interface DatasetChoices {
  /** Groups for balanced batches, reduced splits and few-shot examples. */
  readonly groupOf: (example: Example, classes: OutputClasses | undefined) => string;
  /** The dev split, given the examples that the loader reserved for train and dev. */
  readonly arrangeDev: (split: {
    readonly dataset: string;
    readonly train: readonly Example[];
    readonly dev: readonly Example[];
  }) => readonly Example[];
  /** Assigns the examples of one file of your own data to train, dev and test. */
  readonly assignSplits: (request: AssignRequest) => Assignment;
  /** The start of the next batch in order after a random batch. */
  readonly pointerAfterRandomBatch: (move: PointerMove) => number;
  /** Positions of the examples that a reduced split keeps, in their new order. */
  readonly cut: (request: CutRequest) => readonly number[];
  /** `[example][shot]`: positions in the training split. */
  readonly drawFewShots: (request: FewShotRequest) => readonly (readonly number[])[];
  /** The largest number of few-shot examples that a training split supports. */
  readonly mostFewShots: (train: GroupedExamples) => number;
}
