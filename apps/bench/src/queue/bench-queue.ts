import { z } from 'zod';
import type { Cell } from '../cells/cell.ts';

/** The queue's name in Redis. */
export const benchQueue = 'dln-bench';

/** A job: a cell, and the initial prompt of its last layer if that is another cell's result. */
export interface CellJob {
  readonly cell: Cell;
  readonly lastPrompt: string | null;
}

/** The schema of a job. Its cell was created by this program. */
export const cellJobSchema: z.ZodType<CellJob> = z.object({
  cell: z.custom<Cell>((value) => typeof value === 'object' && value !== null),
  lastPrompt: z.string().nullable(),
});
