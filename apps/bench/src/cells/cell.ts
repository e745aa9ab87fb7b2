import type { Configuration } from '@dln/run';
import type { Method } from '../methods/method.ts';

/** What a cell is, in words. */
export interface CellName {
  readonly experiment: string;
  readonly variant: string;
  /** The forward model, and the backward one where it is another: `small`, `small + large`. */
  readonly model: string;
  /** Examples, steps and candidates were cut to this; `null` for a whole run. */
  readonly limit: number | null;
  readonly row: string;
  readonly dataset: string;
  /** The point of a sweep; empty where nothing is swept. */
  readonly setting: string;
  readonly seed: number;
}

/** One run of a table: a job. Plain JSON, so that it can be sent to another machine. */
export interface Cell {
  readonly name: CellName;
  /** Its folder below the folder of all runs. */
  readonly path: string;
  readonly method: Method;
  readonly configuration: Configuration;
  /** The path of the cell whose last prompt this one's last layer begins with. */
  readonly lastPromptFrom: string | null;
  /** For KATE; `null`: TF-IDF. */
  readonly embeddingModel: string | null;
}
