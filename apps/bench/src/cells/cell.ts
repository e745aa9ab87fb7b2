import type { Configuration } from '@dln/run';
import type { Method } from '../methods/method.ts';

/** The names that identify a cell. */
export interface CellName {
  readonly experiment: string;
  readonly variant: string;
  /** The forward model, and the backward model if it differs: `small`, `small + large`. */
  readonly model: string;
  /** The limit on examples, steps and candidates; `null` for a whole run. */
  readonly limit: number | null;
  readonly row: string;
  readonly dataset: string;
  /** The point of a sweep; empty without a sweep. */
  readonly setting: string;
  readonly seed: number;
}

/** One run of a table, as a job. Plain JSON, so it can be sent to another machine. */
export interface Cell {
  readonly name: CellName;
  /** Its folder, relative to the folder of all runs. */
  readonly path: string;
  readonly method: Method;
  readonly configuration: Configuration;
  /** The path of the cell whose last prompt is the initial prompt of this cell's last layer. */
  readonly lastPromptFrom: string | null;
  /** For KATE; `null` means TF-IDF. */
  readonly embeddingModel: string | null;
}
