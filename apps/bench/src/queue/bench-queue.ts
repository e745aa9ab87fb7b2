import type { Cell } from '../cells/cell.ts';

/** The queue's name in Redis. */
export const benchQueue = 'dln-bench';

/** Begins every key in Redis. The braces put all keys into one slot of a cluster. */
export const queuePrefix = '{dln}';

/** The version of a job's form. A worker refuses jobs of any other version. */
export const JOB_VERSION = 1;

/** A job: a cell, and the initial prompt of its last layer if that is another cell's result. */
export interface CellJob {
  readonly version: typeof JOB_VERSION;
  readonly cell: Cell;
  readonly lastPrompt: string | null;
}
