import { z } from 'zod';
import type { Cell } from './cell.ts';

/** A point of a curve. */
export interface CurvePoint {
  readonly iteration: number;
  readonly value: number;
}

/**
 * The result of a cell. It contains all that a report needs, so it can come from another machine.
 */
export interface CellResult {
  /** The cell that was run; a cell with other settings is run again. */
  readonly cell: Cell;
  /** Ids of the forward and backward models. */
  readonly models: readonly string[];
  /** 0 to 1; `null` without a validation. */
  readonly devAccuracy: number | null;
  readonly testAccuracy: number;
  /** `[test item]`: whether the answer was right, in the order of the split. */
  readonly right: readonly boolean[];
  /** First layer first. */
  readonly prompts: readonly string[];
  /** `[layer]`: examples that the prompt shows; missing in older results. */
  readonly demonstrations?: readonly number[] | undefined;
  readonly trainingTokens: number;
  readonly testTokens: number;
  readonly requests: number;
  /** Processor time of the run in this process, user and system; null if unknown or replayed. */
  readonly cpuSeconds?: number | null | undefined;
  /** US dollars; `null` if a price was unknown. */
  readonly dollars: number | null;
  readonly curves: { readonly dev: readonly CurvePoint[]; readonly score: readonly CurvePoint[] };
  /**
   * Notes for readers of the figures, such as the method of finding neighbours, or generated data.
   */
  readonly notes: readonly string[];
}

const curve = z.array(z.object({ iteration: z.number(), value: z.number() }));

/** Older results name the score `elbo`. */
const curves = z
  .object({ dev: curve, score: curve.optional(), elbo: curve.optional() })
  .transform(({ dev, score, elbo }) => ({ dev, score: score ?? elbo ?? [] }));

/** The schema of a stored or received result. Its cell is compared, not parsed. */
export const cellResultSchema: z.ZodType<CellResult> = z.object({
  cell: z.custom<Cell>((value) => typeof value === 'object' && value !== null),
  models: z.array(z.string()),
  devAccuracy: z.number().nullable(),
  testAccuracy: z.number(),
  right: z.array(z.boolean()),
  prompts: z.array(z.string()),
  demonstrations: z.array(z.int()).optional(),
  trainingTokens: z.number(),
  testTokens: z.number(),
  requests: z.number(),
  cpuSeconds: z.number().nullable().optional(),
  // Missing in older results.
  dollars: z.number().nullable().default(null),
  curves,
  notes: z.array(z.string()),
});
