import { z } from 'zod';

const count = z.int().nonnegative();

/** JSON writes null for minus infinity. */
const logProbability = z.number().nullable();

const usage = z.looseObject({
  promptTokens: count,
  completionTokens: count,
  requests: count.optional(),
  cachedTokens: count.optional(),
  dollars: z.number().nonnegative().optional(),
  estimated: z.boolean().optional(),
});

const shared = {
  usage,
  saved: usage.optional(),
  storedAt: z.string().optional(),
  failure: z.looseObject({ kind: z.string(), message: z.string() }).optional(),
};

/** What a stored reply answers. */
export type StoredReplyKind = 'generation' | 'score' | 'distribution';

const schemas: Readonly<Record<StoredReplyKind, z.ZodType<Readonly<Record<string, unknown>>>>> = {
  generation: z.looseObject({
    ...shared,
    text: z.string(),
    finishReason: z.enum(['stop', 'length', 'content-filter', 'other']),
  }),
  score: z.looseObject({ ...shared, logProbabilities: z.array(logProbability) }),
  distribution: z.looseObject({
    ...shared,
    top: z.array(z.looseObject({ token: z.string(), logProbability })),
  }),
};

/** A reply as it is stored, of any kind. */
export const storedReplySchema: z.ZodType<Readonly<Record<string, unknown>>> = z.union([
  schemas.generation,
  schemas.score,
  schemas.distribution,
]);

/** A stored text as a reply of a kind; undefined if it is none. */
export function readStoredReply(text: string, kind: StoredReplyKind): object | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return schemas[kind].safeParse(value).success ? (value as object) : undefined;
}
