import { expect, it } from 'vitest';

import { readStoredReply, storedReplySchema, type StoredReplyKind } from './stored-reply.ts';

const usage = { promptTokens: 3, completionTokens: 2 };
const replies: Readonly<Record<StoredReplyKind, object>> = {
  generation: { text: 'hi', finishReason: 'stop', usage },
  score: { logProbabilities: [-1, -0.5], usage },
  distribution: { top: [{ token: 'a', logProbability: -1 }], usage },
};
const kinds = Object.keys(replies) as readonly StoredReplyKind[];

it.each(kinds)('reads a stored %s as that kind, and as no other (issue 14.3)', (kind) => {
  const text = JSON.stringify(replies[kind]);
  for (const asked of kinds)
    expect(readStoredReply(text, asked)).toEqual(asked === kind ? replies[kind] : undefined);
  expect(storedReplySchema.safeParse(replies[kind]).success).toBe(true);
});

it.each([
  '',
  'null',
  '[]',
  '{"text":"hi","finishReason":"stop"}',
  '{"text":1,"finishReason":"stop","usage":{"promptTokens":1,"completionTokens":1}}',
  '{"text":"","finishReason":"stop","usage":{"promptTokens":-1,"completionTokens":1}}',
  '{"logProbabilities":["x"],"usage":{"promptTokens":1,"completionTokens":1}}',
])('reads no reply of any kind in %s', (text) => {
  for (const kind of kinds) expect(readStoredReply(text, kind)).toBeUndefined();
});
