import type { ScoredText } from './scored-text.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { Reply } from './reply.ts';
import { parseReplyTokens, type ReplyTokens } from './reply-tokens.ts';
import { takeContinuation } from './take-continuation.ts';

/**
 * The log-probabilities of a continuation's tokens, from a reply that echoes context and
 * continuation.
 *
 * @throws UnsupportedCapabilityError if the server did not echo, or gave no log-probabilities of
 *   what it echoed
 * @throws UnscorableTextError if a token of the continuation has none, or the boundary cannot be
 *   found
 */
export function readEchoScore(
  reply: Reply,
  { request, modelId }: { readonly request: ScoredText; readonly modelId: string },
): readonly number[] {
  const text = request.context + request.continuation;
  const echoed = parseReplyTokens(reply.tokens);
  // Some servers ignore `echo` and answer 200 with their own continuation: its numbers belong to
  // another text.
  if (echoed === undefined || echoed.offsets === undefined || !reply.text.startsWith(text)) {
    throw new UnsupportedCapabilityError({
      modelId,
      capability: 'scoreText',
      reason: reply.text.startsWith(text)
        ? 'the server echoed the text without log-probabilities of its tokens.'
        : 'the server ignored `echo`: it answered, but not with the text that was to be scored.',
      advice:
        'Use a server that answers echo with log-probabilities (vLLM, llama-cpp-python), or score by accuracy.',
    });
  }
  const tokens = withoutCompletion(echoed, reply.completionTokens, text);
  return takeContinuation(tokens, request);
}

/** Servers that cannot generate nothing add one token at the end. */
function withoutCompletion(
  echoed: ReplyTokens,
  completionTokens: number,
  text: string,
): ReplyTokens {
  if (completionTokens === 0 || echoed.tokens.join('') === text) return echoed;
  const end = echoed.tokens.length - completionTokens;
  return {
    tokens: echoed.tokens.slice(0, end),
    logProbabilities: echoed.logProbabilities.slice(0, end),
    offsets: echoed.offsets?.slice(0, end),
  };
}
