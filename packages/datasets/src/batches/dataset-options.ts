import type { InputForm } from '@dln/templates/template';
import type { DatasetChoices } from '../choices/dataset-choices.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import type { Split, Splits } from '../example.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';

/** The source of the examples of a split. */
export interface DatasetSource {
  readonly file: string;
  /** True for generated examples: results on them are not results on the published benchmark. */
  readonly isGenerated: boolean;
  /** The splits that are made from it. */
  readonly splits: readonly Split[];
}

/** Largest number of examples per split. 0 or less, or undefined: no limit. */
export type SplitSizes = Partial<Readonly<Record<Split, number>>>;

/** Options of `Dataset`. */
export interface DatasetOptions {
  readonly name: string;
  readonly splits: Splits;
  /** Seeds the batches of train and few-shot examples; an unsigned 32-bit integer. */
  readonly seed: number;
  /** The task instruction for a model. @default '' */
  readonly instruction?: string;
  /** The allowed answers. @default any text */
  readonly outputClasses?: OutputClasses | undefined;
  /** Number of training examples to show before each input. @default 0 */
  readonly fewShots?: number;
  /** Reduces splits to these sizes. @default no limit */
  readonly maxSizes?: SplitSizes;
  /** @default standardChoices */
  readonly choices?: DatasetChoices;
  /** @default [] */
  readonly sources?: readonly DatasetSource[];
  /** How inputs are made from the columns of a row. @default inputs are texts */
  readonly inputForm?: InputForm | undefined;
  /** The JSON Schema of the answers. @default any text */
  readonly outputSchema?: OutputSchemaJson | undefined;
  /** Automatic choices made when reading the files, one line each. @default [] */
  readonly notes?: readonly string[];
}
