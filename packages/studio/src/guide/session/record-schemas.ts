import { z } from 'zod';
import type { GuideSettings } from './guide-settings.ts';
import type { RatingRecord, SessionRecord } from './records.ts';

const index = z.number().int().nonnegative();

/** Settings in their bounds. */
const settingsSchema: z.ZodType<GuideSettings> = z.object({
  candidates: z.number().int().min(1).max(20),
  inputsPerRound: z.number().int().min(2),
  ratingsPerRound: z.number().int().min(1),
  heldBackShare: z.number().gt(0).lt(1),
  level: z.number().gt(0).lt(1),
  priorSpread: z.number().positive(),
  hiddenStrength: z.number().nonnegative(),
  maxRequestsPerRound: z.number().int().positive().nullable(),
});

const parameters = z
  .array(
    z.object({
      instruction: z.string(),
      demonstrations: z.array(z.object({ input: z.string(), output: z.string() })),
    }),
  )
  .min(1);

const inputs = z.array(
  z.object({
    text: z.string(),
    target: z.string().nullable(),
    group: z.enum(['proposing', 'held-back']),
  }),
);

const started = z.object({
  type: z.literal('started'),
  at: z.number(),
  seed: index,
  settings: settingsSchema,
  inputs,
  parameters,
});

const added = z.object({ type: z.literal('inputs'), at: z.number(), inputs });

const round = z.object({
  type: z.literal('round'),
  round: index,
  at: z.number(),
  candidates: z.array(
    z.object({
      id: z.string(),
      parameters,
      origin: z.enum(['current', 'carried', 'proposal']),
      layer: index.nullable(),
      proposer: z.string().nullable().default(null),
    }),
  ),
  outputs: z.array(
    z.object({
      candidate: z.string(),
      input: index,
      output: z.string(),
      hiddenTexts: z.array(z.string()),
      loss: z.number().nullable(),
      failure: z.string().nullable(),
    }),
  ),
  pairs: z.array(z.object({ id: z.string(), input: index, left: z.string(), right: z.string() })),
  requests: z.number(),
  tokens: z.number(),
  dollars: z.number().nullable(),
  remarks: z.array(z.string()).default([]),
});

const decided = z.object({
  type: z.literal('decided'),
  round: index,
  at: z.number(),
  accepted: z.string().nullable(),
  carried: z.array(z.string()),
});

/** A line of `rounds.jsonl`. */
export const roundLineSchema: z.ZodType<SessionRecord> = z.discriminatedUnion('type', [
  started,
  added,
  round,
  decided,
]);

const rating = { id: z.string(), at: z.number(), rater: z.string() };
const comment = z.string().optional();

/** A line of `ratings.jsonl`. */
export const ratingLineSchema: z.ZodType<RatingRecord> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('pair'),
    ...rating,
    round: index,
    pair: z.string(),
    verdict: z.enum(['left', 'right', 'tie', 'both-bad', 'skip']),
    comment,
  }),
  z.object({
    type: z.literal('hidden'),
    ...rating,
    round: index,
    input: index,
    layer: index,
    text: z.string(),
    verdict: z.enum(['good', 'bad']),
    comment,
  }),
  z.object({ type: z.literal('undo'), ...rating, undoes: z.string() }),
]);
