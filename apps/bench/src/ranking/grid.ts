import { z } from 'zod';

/** Scores of candidates on the same examples, and what each candidate reaches on test examples. */
export const gridSchema = z.strictObject({
  dataset: z.string(),
  model: z.string(),
  seed: z.int(),
  settings: z.record(z.string(), z.unknown()),
  /** `[candidate]`; the present parameters come first. */
  candidates: z.array(
    z.strictObject({
      /** `[example]`: log p(target), nats. */
      scores: z.array(z.number()).min(1),
      /** Null if it was not tested. */
      testAccuracy: z.number().nullable(),
    }),
  ),
});

/** A recorded grid. */
export type Grid = z.output<typeof gridSchema>;
