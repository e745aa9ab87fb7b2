import type { ScoredText } from './scored-text.ts';
import { firstTokenOfContinuation } from './first-token-of-continuation.ts';
import type { ReplyTokens } from './reply-tokens.ts';
import { BrokenTokensError } from './log-probability.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

/**
 * The log-probabilities of a continuation's tokens, out of those of context and continuation.
 *
 * @throws UnscorableTextError if the text begins with the continuation, or the boundary cannot be
 *   found
 * @throws BrokenTokensError if a later token has none
 */
export function takeContinuation(scored: ReplyTokens, request: ScoredText): readonly number[] {
  const first = firstTokenOfContinuation(scored, request);
  if (first === undefined) {
    throw new UnscorableTextError({
      request,
      reason: 'the server’s tokens do not show the end of the context.',
    });
  }
  return scored.logProbabilities.slice(first).map((logProbability, index) => {
    if (logProbability !== null) return logProbability;
    if (first + index > 0)
      throw new BrokenTokensError('it answers with a token that has no log-probability');
    throw new UnscorableTextError({
      request,
      reason:
        'its first token has nothing before it, so the server gives it no probability. Give it a context.',
    });
  });
}
