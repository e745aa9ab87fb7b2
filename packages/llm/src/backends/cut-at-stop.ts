import type { Generation } from '../language-model.ts';

/** A reply that ends before the first of the stop texts, for servers that take none. */
export function cutAtStop(reply: Generation, stop: readonly string[]): Generation {
  const places = stop.map((text) => reply.text.indexOf(text)).filter((place) => place >= 0);
  if (places.length === 0) return reply;
  const end = Math.min(...places);
  const { tokens, ...rest } = reply;
  let length = 0;
  const kept = tokens?.filter(({ token }) => {
    length += token.length;
    return length <= end;
  });
  return {
    ...rest,
    text: reply.text.slice(0, end),
    finishReason: 'stop',
    ...(kept === undefined ? {} : { tokens: kept }),
  };
}
