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

/** What is needed to cut a split down to a size. */
export interface CutRequest extends GroupedExamples {
  /** How many examples are wanted, 1 or more. */
  readonly size: number;
  readonly random: RandomState;
}

/** What is needed to draw the few-shot examples of a batch. */
export interface FewShotRequest {
  /** What is drawn from. */
  readonly train: GroupedExamples;
  /** How many an example gets, 1 or more. */
  readonly count: number;
  /** The generator of few-shot examples, which goes on from batch to batch. */
  readonly random: RandomState;
  readonly split: Split;
  /** The batch's examples. */
  readonly examples: readonly Example[];
  /** A generator for the example at each place of the batch, the same whenever that example is handed out. */
  readonly randomOfExample: (place: number) => RandomState;
}

/**
 * The decisions that the Python reference and the paper take differently, as functions of one signature. `referenceChoices` and
 * `standardChoices` are the two that ship.
 */
export interface DatasetChoices {
  /** Which groups balanced batches, cuts and few-shot examples go by. */
  readonly groupOf: (example: Example, classes: OutputClasses | undefined) => string;
  /** The dev split, given what the loader put aside for train and for dev. */
  readonly arrangeDev: (split: {
    readonly dataset: string;
    readonly train: readonly Example[];
    readonly dev: readonly Example[];
  }) => readonly Example[];
  /** Which examples of one file of a user's own become train, dev and test. */
  readonly assignSplits: (request: AssignRequest) => Assignment;
  /** Where the next batch in order begins, after a random one was drawn. */
  readonly pointerAfterRandomBatch: (move: PointerMove) => number;
  /** Positions of the examples that a cut keeps, in their new order. */
  readonly cut: (request: CutRequest) => readonly number[];
  /** `[example][shot]`: positions in the training split. */
  readonly drawFewShots: (request: FewShotRequest) => readonly (readonly number[])[];
  /** The most few-shot examples that can be drawn from a training split. */
  readonly mostFewShots: (train: GroupedExamples) => number;
}
