import { z } from 'zod';

import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { decodeByteLevel } from './byte-level-tokens.ts';
import { toLogProbability } from './log-probability.ts';
import type { Reply } from './reply.ts';
import type { ReplyTokens } from './reply-tokens.ts';

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
 * The tokens of a prompt and their log-probabilities, from vLLM's `prompt_logprobs: 1`. The first
 * token has an empty text and no log-probability.
 *
 * Each position lists the prompt's own token and the most likely one; so the prompt's is the less
 * likely of the two, or the only one. The order in which the server wrote them is lost with JSON's
 * keys.
 *
 * @throws UnsupportedCapabilityError if the server gave no log-probabilities
 */
export function readPromptPositions(reply: Reply, modelId: string): ReplyTokens {
  const positions = promptShape.safeParse(reply.promptTokens);
  if (!positions.success) {
    throw new UnsupportedCapabilityError({
      modelId,
      capability: 'scoreText',
      reason: 'the server ignored `prompt_logprobs`: it answered without those of the text.',
      advice: 'Use a server that gives them (vLLM), or score by accuracy.',
    });
  }
  return {
    tokens: positions.data.map((position) => leastLikely(position)?.decoded_token ?? ''),
    logProbabilities: positions.data.map((position) => {
      const logProbability = leastLikely(position)?.logprob;
      return logProbability === undefined ? null : toLogProbability(logProbability);
    }),
    offsets: undefined,
  };
}

/** The ways in which servers write tokens: as they read, or in their tokenizer's own letters. */
export function spellings(tokens: readonly string[]): readonly (readonly string[])[] {
  const plain = decodeByteLevel(tokens);
  return [tokens, ...(plain ? [plain] : []), tokens.map((token) => token.replaceAll('▁', ' '))];
}

function leastLikely(
  position: z.infer<typeof positionShape> | null,
): z.infer<typeof positionShape>[string] | undefined {
  return Object.values(position ?? {}).toSorted((a, b) => a.logprob - b.logprob)[0];
}
