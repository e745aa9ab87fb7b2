import { z } from 'zod';

import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { ScoredText } from './scored-text.ts';
import { decodeByteLevel } from './byte-level-tokens.ts';
import { firstTokenOfContinuation } from './first-token-of-continuation.ts';
import { toLogProbability } from './log-probability.ts';
import type { Reply } from './reply.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import { takeContinuation } from './take-continuation.ts';

/**
 * Token ids with what is known of them: the token that stands in the prompt, and the most likely
 * one where that is another.
 */
const positionShape = z.record(
  z.string(),
  z.object({ logprob: z.number(), decoded_token: z.string().nullish() }),
);
const promptShape = z.array(positionShape.nullable());

/**
 * The log-probabilities of a continuation's tokens, from a reply with vLLM's `prompt_logprobs: 1`
 * for context and continuation.
 *
 * Each position lists the prompt's own token and the most likely one; so the prompt's is the less
 * likely of the two, or the only one. The order in which the server wrote them is lost with JSON's
 * keys.
 *
 * @throws UnsupportedCapabilityError if the server gave no log-probabilities
 * @throws UnscorableTextError if a token of the continuation has none, or the boundary cannot be
 *   found
 */
export function readPromptScore(
  reply: Reply,
  { request, modelId }: { readonly request: ScoredText; readonly modelId: string },
): readonly number[] {
  const positions = promptShape.safeParse(reply.promptTokens);
  if (!positions.success) {
    throw new UnsupportedCapabilityError({
      modelId,
      capability: 'scoreText',
      reason: 'the server ignored `prompt_logprobs`: it answered without those of the text.',
      advice: 'Use a server that gives them (vLLM), or score by accuracy.',
    });
  }
  const scored: ReplyTokens = {
    tokens: positions.data.map((position) => leastLikely(position)?.decoded_token ?? ''),
    logProbabilities: positions.data.map((position) => {
      const logProbability = leastLikely(position)?.logprob;
      return logProbability === undefined ? null : toLogProbability(logProbability);
    }),
    offsets: undefined,
  };
  return takeContinuation(withPlainTokens(scored, request), request);
}

function leastLikely(
  position: z.infer<typeof positionShape> | null,
): z.infer<typeof positionShape>[string] | undefined {
  return Object.values(position ?? {}).toSorted((a, b) => a.logprob - b.logprob)[0];
}

/**
 * Servers show tokens as they read, or in their tokenizer's own letters: byte-level BPE's, or
 * SentencePiece's `▁` for a blank.
 */
function withPlainTokens(scored: ReplyTokens, request: ScoredText): ReplyTokens {
  const spellings = [
    scored.tokens,
    decodeByteLevel(scored.tokens),
    scored.tokens.map((token) => token.replaceAll('▁', ' ')),
  ];
  for (const tokens of spellings) {
    const completed = tokens && withFirstToken(tokens, request);
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
