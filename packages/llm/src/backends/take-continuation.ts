import type { ScoreTextRequest } from '../language-model.ts';
import { firstTokenOfContinuation } from './first-token-of-continuation.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/**
 * The log-probabilities of a continuation's tokens, out of those of context and continuation.
 *
 * @throws UnscorableTextError where a token of the continuation has none, or the boundary cannot be found
 */
export function takeContinuation(
  scored: ReplyTokens,
  request: ScoreTextRequest,
): readonly number[] {
  const first = firstTokenOfContinuation(scored, request);
  if (first === undefined) {
    throw new UnscorableTextError({
      request,
      reason: 'the server’s tokens do not tell where the context ends.',
    });
  }
  return scored.logProbabilities.slice(first).map((logProbability) => {
    if (logProbability !== null) return logProbability;
    throw new UnscorableTextError({
      request,
      reason:
        'its first token has nothing before it, so the server gives it no probability. Give it a context.',
    });
  });
}
