import { ApiCallError } from './api-call-error.ts';
import { createAnsweredShapes } from './answered-shapes.ts';
import { LONGEST_RETRY_AFTER_IN_MS, type Scheduler } from './scheduler.ts';
import type { EndpointRequest } from './endpoint.ts';
import { isRefusal } from './is-refusal.ts';
import { createOutageWatch } from './outage.ts';
import { type ErrorContext, translateError } from './translate-error.ts';
import type { Ends } from './waiting-list.ts';

/** The part of a request that tells whether the server has answered one like it. */
type RequestShape = Pick<EndpointRequest<unknown>, 'path' | 'body'>;

/** Interprets the failures of one endpoint, from what its other requests met. */
export interface FailureTracker {
  /** What errors need to know of the server now. */
  readonly context: ErrorContext;
  /** Follows the attempts of one request. */
  follow(ends: Ends): FollowedRequest;
  /** The server has answered a request of this shape. */
  noteAnswer(shape: RequestShape): void;
}

/** The failures of one request. */
export interface FollowedRequest {
  /**
   * Counts an attempt. @throws ApiCallError `authentication` if the server has refused the key
   * before
   */
  begin(): void;
  /** The error of a failed attempt, as one of ours. */
  translate(error: unknown, shape?: RequestShape): unknown;
  /** The same error, after noting what it means for the other requests. */
  note(error: unknown): unknown;
  /** The error of a request that is given up. */
  conclude(error: unknown): unknown;
}

/** A tracker that knows of no failure yet. */
export function createFailureTracker(
  server: Omit<ErrorContext, 'isProvenServer'>,
  scheduler: Scheduler,
): FailureTracker {
  const outages = createOutageWatch();
  const answered = createAnsweredShapes();
  // The first answer of a server refused the key, so the waiting requests are not sent.
  let refusal: ApiCallError | undefined;
  const succeeded = (): number => scheduler.statistics.succeeded;
  const contextNow = (): ErrorContext => ({ ...server, isProvenServer: succeeded() > 0 });

  return {
    get context() {
      return contextNow();
    },
    noteAnswer: (shape) => answered.add(shape),
    follow: ({ signal }) => {
      let tries = 0;
      let succeededAtFirstFailure: number | undefined;
      return {
        begin: () => {
          if (refusal !== undefined) throw refusal;
          tries++;
        },
        translate: (error, shape) => {
          const translated = translateError(error, contextNow());
          // The server has answered another prompt with the same fields: it refuses this prompt.
          if (shape !== undefined && isRefusal(translated) && answered.has(shape))
            translated.conclude({ tries: 1, itemFailure: 'refused' });
          return translated;
        },
        note: (error) => {
          succeededAtFirstFailure ??= succeeded();
          if (succeeded() === 0 && error instanceof ApiCallError && error.code === 'authentication')
            refusal = error;
          return error;
        },
        conclude: (error) => {
          signal?.throwIfAborted();
          // The scheduler's own error for an attempt that took too long is translated here.
          const last = translateError(error, contextNow());
          if (!(last instanceof ApiCallError) || last === refusal) return last;
          const isItem =
            mayPassElsewhere(last) &&
            outages.isAlone({
              succeededAtFirstFailure: succeededAtFirstFailure ?? succeeded(),
              succeeded: succeeded(),
            });
          last.conclude({ tries, itemFailure: isItem ? 'server-error' : undefined });
          return last;
        },
      };
    },
  };
}

/**
 * Whether other requests may not meet a failure: an existing server, still failing after all
 * retries.
 */
function mayPassElsewhere(error: ApiCallError): boolean {
  if (error instanceof ApiCallError && error.code === 'connection' && error.isUnreachable)
    return false;
  return error.isRetryable && (error.retryAfterInMs ?? 0) <= LONGEST_RETRY_AFTER_IN_MS;
}
