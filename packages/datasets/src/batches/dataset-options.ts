import type { DatasetChoices } from '../choices/dataset-choices.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import type { Split, Splits } from '../example.ts';

/** Where the examples of a split come from. */
export interface DatasetSource {
  readonly file: string;
  /** The file was made by rule: its figures are not those of the published benchmark. */
  readonly isGenerated: boolean;
  /** The splits that are made from it. */
  readonly splits: readonly Split[];
}

/** How many examples a split may have; 0 or less, like no value, is no limit. */
export type SplitSizes = Partial<Readonly<Record<Split, number>>>;

/** What a `Dataset` is made of. */
export interface DatasetOptions {
  readonly name: string;
  readonly splits: Splits;
  /** Draws batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** What a model is told to do. @default '' */
  readonly instruction?: string;
  /** The answers that are allowed. @default any text */
  readonly outputClasses?: OutputClasses | undefined;
  /** How many training examples are shown before each input. @default 0 */
  readonly fewShots?: number;
  /** Splits are cut down to these sizes. @default no limit */
  readonly maxSizes?: SplitSizes;
  /** @default standardChoices */
  readonly choices?: DatasetChoices;
  /** @default [] */
  readonly sources?: readonly DatasetSource[];
  /** How the files were read, where that was decided for the user; a line each. @default [] */
  readonly notes?: readonly string[];
}
