import type { ScoredText } from './scored-text.ts';
import { alignTokens } from './align-tokens.ts';
import type { ReplyTokens } from './reply-tokens.ts';

/**
 * The index of the first token that holds text of the continuation; undefined if the server's
 * tokens do not show it.
 *
 * Their lengths add up to the text that was sent. Only where they do not are their offsets used, as
 * code points, which is how vLLM counts.
 */
export function firstTokenOfContinuation(
  { tokens, offsets = [] }: Pick<ReplyTokens, 'tokens' | 'offsets'>,
  { context, continuation }: ScoredText,
): number | undefined {
  const boundary = context.length;
  const spans = alignTokens(tokens, context + continuation);
  const first = spans?.findIndex((span) => span.end > boundary) ?? -1;
  const span = spans?.[first];
  // Parts of characters on both sides of the boundary: which of them belongs to which side is not
  // told.
  const isShared =
    span !== undefined && span.start < boundary && spans?.[first + 1]?.start === span.start;
  if (span !== undefined && !isShared) return first;
  return firstByOffsets(offsets, tokens, { context, continuation });
}

function firstByOffsets(
  offsets: readonly number[],
  tokens: readonly string[],
  { context, continuation }: ScoredText,
): number | undefined {
  const boundary = countCodePoints(context);
  const length = boundary + countCodePoints(continuation);
  const last = offsets.at(-1) ?? -1;
  const isWhole =
    offsets.length === tokens.length &&
    offsets[0] === 0 &&
    offsets.every((offset, index) => index === 0 || offset >= (offsets[index - 1] ?? 0)) &&
    last + countCodePoints(tokens.at(-1) ?? '') === length;
  if (!isWhole) return undefined;
  const first = offsets.findIndex((_, index) => (offsets[index + 1] ?? length) > boundary);
  return first === -1 ? undefined : first;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
