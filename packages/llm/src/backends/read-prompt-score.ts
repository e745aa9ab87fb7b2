import type { ScoredText } from './scored-text.ts';
import { firstTokenOfContinuation } from './first-token-of-continuation.ts';
import { readPromptPositions, spellings } from './prompt-positions.ts';
import type { Reply } from './reply.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import { takeContinuation } from './take-continuation.ts';

/**
 * The log-probabilities of a continuation's tokens, from a reply with vLLM's `prompt_logprobs: 1`
 * for context and continuation.
 *
 * @throws UnsupportedCapabilityError if the server gave no log-probabilities
 * @throws UnscorableTextError if a token of the continuation has none, or the boundary cannot be
 *   found
 */
export function readPromptScore(
  reply: Reply,
  { request, modelId }: { readonly request: ScoredText; readonly modelId: string },
): readonly number[] {
  const scored = readPromptPositions(reply, modelId);
  return takeContinuation(withPlainTokens(scored, request), request);
}

function withPlainTokens(scored: ReplyTokens, request: ScoredText): ReplyTokens {
  for (const tokens of spellings(scored.tokens)) {
    const completed = withFirstToken(tokens, request);
    if (completed !== undefined) return { ...scored, tokens: completed };
  }
  return scored;
}

/** No tokenizer has longer tokens that are worth looking for. */
const longestFirstToken = 64;

/**
 * The first token has no entry, so its text is not told: a mark before the text, or as much of its
 * beginning as makes the others fit the rest.
 */
function withFirstToken(
  [, ...others]: readonly string[],
  request: ScoredText,
): readonly string[] | undefined {
  const text = request.context + request.continuation;
  const left = text.length - others.join('').length;
  for (const length of [left, ...Array.from({ length: longestFirstToken }, (_, n) => n)]) {
    const tokens = [text.slice(0, Math.max(0, length)), ...others];
    if (firstTokenOfContinuation({ tokens, offsets: undefined }, request) !== undefined)
      return tokens;
  }
  return undefined;
}
