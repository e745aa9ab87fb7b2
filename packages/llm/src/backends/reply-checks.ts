import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { ApiCallError } from '../endpoint/api-call-error.ts';
import { MAX_RETRIES_AFTER_NONSENSE } from '../endpoint/translate-error.ts';
import type { ScoredToken } from '../language-model.ts';
import type { Trust } from './endpoint-model.ts';
import { BrokenTokensError } from './log-probability.ts';
import { parseScoredTokens } from './reply-tokens.ts';

/**
 * Reads log-probabilities of replies, and tells one reply that lacks them from a server that never
 * gives any.
 */
export interface ReplyChecks {
  /**
   * What `take` reads.
   *
   * @throws ApiCallError `invalid-reply`, which may pass
   * @throws UnsupportedCapabilityError at once if a probe is only trying
   */
  read<Value>(
    kind: UnsupportedCapabilityError['capability'],
    modelId: string,
    take: () => Value,
  ): Value;
  /**
   * What a failure comes to in the end: a model that is not known to give log-probabilities, and
   * never has, cannot.
   */
  conclude(error: unknown): unknown;
  /** The tokens of a reply; undefined if the model has never given any. */
  readTokens(text: string, tokens: unknown): readonly ScoredToken[] | undefined;
}

/** Checks for one model. */
export function createReplyChecks({
  endpoint,
  trust,
}: {
  readonly endpoint: Pick<Endpoint, 'baseUrl'>;
  readonly trust: Trust;
}): ReplyChecks {
  const shown = new Set<string>();
  const fail = (reason: string, cause?: UnsupportedCapabilityError): ApiCallError =>
    new ApiCallError({
      code: 'invalid-reply',
      message: `${endpoint.baseUrl}: ${reason}`,
      url: endpoint.baseUrl,
      serverMessage: reason,
      isRetryable: true,
      maxRetries: MAX_RETRIES_AFTER_NONSENSE,
      isProvenServer: true,
      cause,
    });
  return {
    read: (kind, modelId, take) => {
      try {
        const value = take();
        shown.add(kind);
        return value;
      } catch (error) {
        const isBroken = error instanceof BrokenTokensError;
        if (!isBroken && !(error instanceof UnsupportedCapabilityError)) throw error;
        const refusal = isBroken ? toRefusal(error, kind, modelId) : error;
        if (trust === 'tried') throw refusal;
        throw fail(refusal.reason, refusal);
      }
    },
    conclude: (error) => {
      const cause =
        error instanceof ApiCallError && error.code === 'invalid-reply' ? error.cause : undefined;
      if (!(cause instanceof UnsupportedCapabilityError)) return error;
      return trust === 'assumed' && !shown.has(cause.capability) ? cause : error;
    },
    readTokens: (text, tokens) => {
      try {
        const scored = parseScoredTokens(tokens) ?? (text === '' ? [] : undefined);
        if (scored !== undefined && scored.length > 0) shown.add('generate');
        if (scored !== undefined || !shown.has('generate')) return scored;
      } catch (error) {
        if (!(error instanceof BrokenTokensError)) throw error;
        throw fail(`${error.message}.`);
      }
      throw fail('the server answered without the log-probabilities that it was asked for.');
    },
  };
}

function toRefusal(
  { message }: BrokenTokensError,
  capability: UnsupportedCapabilityError['capability'],
  modelId: string,
): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    modelId,
    capability,
    reason: `${message}.`,
    advice: 'Use an endpoint that gives log-probabilities, or score by accuracy.',
  });
}
