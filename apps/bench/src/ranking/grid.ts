import { z } from 'zod';

/** What a candidate of a grid scored. */
export interface GridCandidate {
  /** `[example]`: log p(target), nats. */
  readonly scores: readonly number[];
  /** Null if it was not tested. */
  readonly testAccuracy: number | null;
}

/** Scores of candidates on the same examples, and what each candidate reaches on test examples. */
export interface Grid {
  readonly dataset: string;
  readonly model: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `[candidate]`; the present parameters come first. */
  readonly candidates: readonly GridCandidate[];
}

/** The file of a grid. */
export const gridSchema: z.ZodType<Grid> = z.strictObject({
  dataset: z.string(),
  model: z.string(),
  seed: z.int(),
  settings: z.record(z.string(), z.unknown()),
  candidates: z.array(
    z.strictObject({
      scores: z.array(z.number()).min(1),
      testAccuracy: z.number().nullable(),
    }),
  ),
});
