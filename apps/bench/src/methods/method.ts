import { z } from 'zod';

const count = z.int().min(1);

/** A method of finding prompts, as experiments name it. */
export const methodSchema: z.ZodType<Method> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('zero-shot') }),
  z.strictObject({ kind: z.literal('few-shot'), shots: count }),
  z.strictObject({ kind: z.literal('kate'), shots: count }),
  z.strictObject({ kind: z.literal('ape'), proposals: count }),
  z.strictObject({ kind: z.literal('cot') }),
  z.strictObject({ kind: z.literal('cot-ape'), proposals: count }),
  z.strictObject({
    kind: z.literal('best-layout'),
    layouts: z.array(z.string()).min(1).readonly(),
  }),
  z.strictObject({ kind: z.literal('random-demonstrations'), shots: count }),
  z.strictObject({ kind: z.literal('dln'), layers: count }),
]);

/**
 * A method of finding prompts:
 *
 * - `zero-shot`: the task's instruction unchanged;
 * - `few-shot`: random solved examples by class before each input;
 * - `kate`: the nearest training examples instead of random ones;
 * - `ape`: instructions induced from solved examples, the best on dev;
 * - `cot`: a call that reasons step by step and a call that answers, both untrained;
 * - `cot-ape`: the same, with an induced instruction for the second call;
 * - `best-layout`: the task's instruction in the layout (template) with the best dev accuracy;
 * - `random-demonstrations`: one random set of solved training examples, balanced across classes;
 * - `dln`: a network of the given depth, trained by variational inference.
 */
export type Method =
  | { readonly kind: 'zero-shot' | 'cot' }
  | { readonly kind: 'few-shot' | 'kate'; readonly shots: number }
  | { readonly kind: 'ape' | 'cot-ape'; readonly proposals: number }
  | { readonly kind: 'best-layout'; readonly layouts: readonly string[] }
  | { readonly kind: 'random-demonstrations'; readonly shots: number }
  | { readonly kind: 'dln'; readonly layers: number };
