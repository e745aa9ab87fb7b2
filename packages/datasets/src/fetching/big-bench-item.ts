import { z } from 'zod';

/** The schema of an example of a BIG-bench task: options with scores, one of which is 1. */
export const bigBenchItemSchema: z.ZodType<BigBenchItem> = z.object({
  input: z.string(),
  target_scores: z.record(z.string(), z.number()),
});

/** An example of a BIG-bench task. */
export interface BigBenchItem {
  readonly input: string;
  /** 1 for the right option, 0 for the others, in the order shown. */
  readonly target_scores: Readonly<Record<string, number>>;
}
