import { z } from 'zod';

import { findErrorBody } from './error-body.ts';

const DONE = '[DONE]';

const chunkSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        index: z.number().nullish(),
        text: z.string().nullish(),
        delta: z.looseObject({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
        logprobs: z.looseObject({ content: z.array(z.unknown()).nullish() }).nullish(),
      }),
    )
    .nullish(),
  usage: z.unknown().optional(),
});

/** The data of server-sent events, in order. Comments and other fields are left out. */
export function readEvents(text: string): readonly string[] {
  return text.split(/\r?\n\r?\n/).flatMap((block) => {
    const data = block
      .split(/\r?\n/)
      .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []));
    return data.length === 0 ? [] : [data.join('\n')];
  });
}

/**
 * The reply that a stream of chunks spells, in the shape of a reply that was not streamed. An error
 * among the chunks is the result.
 *
 * @throws SyntaxError if a chunk is no JSON or no chunk, or the stream ends before its reply does
 */
export function mergeEvents(events: readonly string[]): unknown {
  const values = events.filter((data) => data !== DONE).map(parseJson);
  const error = values.find((value) => findErrorBody(value) !== undefined);
  if (error !== undefined) return error;
  // A server that wraps one whole reply into an event.
  if (values.length === 1 && !isChunk(values[0])) return values[0];
  const chunks = values.map(parseChunk);
  const parts = chunks.flatMap(({ choices }) => choices ?? []).filter(({ index }) => !index);
  const finishReason = parts.findLast(({ finish_reason }) => finish_reason)?.finish_reason;
  if (!events.includes(DONE) && !finishReason)
    throw new SyntaxError('a stream of events that ends before its reply does');
  const isChat = parts.some(({ delta }) => delta);
  const text = parts.map((part) => part.delta?.content ?? part.text ?? '').join('');
  const tokens = parts.flatMap(({ logprobs }) => logprobs?.content ?? []);
  const listed = parts.find(({ logprobs }) => logprobs && !logprobs.content)?.logprobs;
  const choice = {
    finish_reason: finishReason ?? null,
    // Lists of several chunks are not joined: a reply of one token has all of them in one.
    logprobs: tokens.length > 0 ? { content: tokens } : parts.length > 2 ? null : (listed ?? null),
    ...(isChat ? { message: { role: 'assistant', content: text } } : { text }),
  };
  const usage = chunks.findLast((chunk) => chunk.usage)?.usage;
  return { choices: [choice], ...(usage === undefined ? {} : { usage }) };
}

function parseChunk(value: unknown): z.infer<typeof chunkSchema> {
  const chunk = chunkSchema.safeParse(value).data;
  if (chunk === undefined) throw new SyntaxError('a stream of events that are no part of a reply');
  return chunk;
}

function isChunk(value: unknown): boolean {
  const chunk = chunkSchema.safeParse(value).data;
  const [first] = chunk?.choices ?? [];
  return first === undefined || Boolean(first.delta) || !('message' in first);
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}
