import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { Endpoint } from '../endpoint/create-endpoint.ts';
import { InvalidReplyError } from '../endpoint/invalid-reply-error.ts';
import type { ScoredToken } from '../language-model.ts';
import type { Trust } from './create-endpoint-model.ts';
import { BrokenTokensError } from './log-probability.ts';
import { parseScoredTokens } from './reply-tokens.ts';

/** How often a reply without its log-probabilities is asked for again. */
const MAX_RETRIES = 3;

/** Reads log-probabilities of replies, and tells one reply that lacks them from a server that never gives any. */
export interface ReplyChecks {
  /**
   * What `take` reads.
   *
   * @throws InvalidReplyError if the model gives log-probabilities otherwise
   * @throws UnsupportedCapabilityError if it has given none so far and is not known to
   */
  read<Value>(
    kind: UnsupportedCapabilityError['capability'],
    modelId: string,
    take: () => Value,
  ): Value;
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
  const fail = (reason: string, isProvenServer: boolean): InvalidReplyError =>
    new InvalidReplyError({
      message: `${endpoint.baseUrl}: ${reason}`,
      url: endpoint.baseUrl,
      serverMessage: reason,
      isRetryable: true,
      maxRetries: MAX_RETRIES,
      isProvenServer,
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
        const reason = isBroken ? `${error.message}.` : error.reason;
        const isKnown = trust === 'known' || shown.has(kind);
        if (trust !== 'tried' && isKnown) throw fail(reason, true);
        if (!isBroken) throw error;
        throw new UnsupportedCapabilityError({
          modelId,
          capability: kind,
          reason,
          advice: 'Use an endpoint that gives log-probabilities, or score by accuracy.',
        });
      }
    },
    readTokens: (text, tokens) => {
      try {
        const scored = parseScoredTokens(tokens) ?? (text === '' ? [] : undefined);
        if (scored !== undefined && scored.length > 0) shown.add('generate');
        if (scored !== undefined || !shown.has('generate')) return scored;
      } catch (error) {
        if (!(error instanceof BrokenTokensError)) throw error;
        throw fail(`${error.message}.`, true);
      }
      throw fail('the server answered without the log-probabilities that it was asked for.', true);
    },
  };
}
