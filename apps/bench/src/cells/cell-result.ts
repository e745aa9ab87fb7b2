import { z } from 'zod';
import type { Cell } from './cell.ts';

/** A point of a curve. */
export interface CurvePoint {
  readonly iteration: number;
  readonly value: number;
}

/** What a cell came to: all that a report needs, so that it can come from another machine. */
export interface CellResult {
  /** What was run; a cell that is asked for otherwise is run anew. */
  readonly cell: Cell;
  /** Ids of the models that answered and proposed. */
  readonly models: readonly string[];
  /** 0 to 1; `null` where nothing was validated. */
  readonly devAccuracy: number | null;
  readonly testAccuracy: number;
  /** `[test item]`: whether the answer was right, in the order of the split. */
  readonly right: readonly boolean[];
  /** First layer first. */
  readonly prompts: readonly string[];
  readonly trainingTokens: number;
  readonly testTokens: number;
  readonly requests: number;
  /** US dollars; `null` where a price was not known. */
  readonly dollars: number | null;
  readonly curves: { readonly dev: readonly CurvePoint[]; readonly score: readonly CurvePoint[] };
  /** What a reader of the figures should know: how neighbours were found, data made by rule. */
  readonly notes: readonly string[];
}

const curve = z.array(z.object({ iteration: z.number(), value: z.number() }));

/** Older results call the score `elbo`. */
const curves = z
  .object({ dev: curve, score: curve.optional(), elbo: curve.optional() })
  .transform(({ dev, score, elbo }) => ({ dev, score: score ?? elbo ?? [] }));

/** The schema of a result that was written or sent; the cell in it is compared, not read. */
export const cellResultSchema: z.ZodType<CellResult> = z.object({
  cell: z.custom<Cell>((value) => typeof value === 'object' && value !== null),
  models: z.array(z.string()),
  devAccuracy: z.number().nullable(),
  testAccuracy: z.number(),
  right: z.array(z.boolean()),
  prompts: z.array(z.string()),
  trainingTokens: z.number(),
  testTokens: z.number(),
  requests: z.number(),
  // Results from before it was recorded have none.
  dollars: z.number().nullable().default(null),
  curves,
  notes: z.array(z.string()),
});
