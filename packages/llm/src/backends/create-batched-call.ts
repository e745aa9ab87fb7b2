import { isRefusal } from '../endpoint/is-refusal.ts';
import type { Ends } from '../endpoint/waiting-list.ts';
import { type ItemFailure, toItemFailure } from '../item-failure.ts';
import type { CallOptions, OnResult } from '../language-model.ts';
import { createJury } from './create-jury.ts';

/** Options that every call of a model has. */
interface SharedOptions<Result> extends Pick<CallOptions, 'signal' | 'onFailure' | 'onStart'> {
  readonly onResult?: OnResult<Result>;
}

/** Options of `createBatchedCall`. */
export interface BatchedCallOptions<Request, Options, Result> {
  /** Answers one request. */
  readonly call: (request: Request, options: Options, ends: Required<Ends>) => Promise<Result>;
  /** The result of a request that failed alone. */
  readonly fail: (failure: ItemFailure) => Result;
  /** How many requests run at once. */
  readonly concurrency: number;
  /** Throws if the requests cannot be answered; then none is sent. */
  readonly check?: (requests: readonly Request[], options: Options) => void;
}

/** Answers a list of requests; the results are in the order of the requests. */
export type BatchedCall<Request, Options, Result> = (
  requests: readonly Request[],
  options?: Options,
) => Promise<readonly Result[]>;

/**
 * A call that answers a list of requests, made from one that answers a single request. A free
 * worker takes the next request, so a slow one holds up no other. The first error ends the call:
 * waiting requests are not sent, requests under way finish and are reported, since they are paid
 * for. The caller's signal ends everything at once.
 */
export function createBatchedCall<Request, Options extends SharedOptions<Result>, Result>({
  call,
  fail,
  concurrency,
  check,
}: BatchedCallOptions<Request, Options, Result>): BatchedCall<Request, Options, Result> {
  // Only `nextToken` has a required option, and its type demands the options.
  return async (requests, options = {} as Options) => {
    check?.(requests, options);
    const { signal, onFailure, onStart, onResult } = options;
    signal?.throwIfAborted();
    const workers = Math.min(concurrency, requests.length);
    const jury = createJury(workers);
    const results = new Array<Result>(requests.length);
    // One listener on the caller's signal, however many requests the call has.
    const ending = new AbortController();
    const closing = new AbortController();
    const ends = { signal: ending.signal, closing: closing.signal };
    const end = (): void => ending.abort(signal?.reason);
    signal?.addEventListener('abort', end, { once: true });

    const failureOf = async (error: unknown): Promise<Result> => {
      if (onFailure !== 'return') throw error;
      const failure = toItemFailure(error);
      if (failure !== undefined) return fail(failure);
      // A server that refuses one prompt and answers the others refuses the prompt, not the
      // settings.
      if (!isRefusal(error) || !(await jury.isAcquitted())) throw error;
      return fail({ kind: 'refused', message: error.message });
    };

    let next = 0;
    const work = async (): Promise<void> => {
      try {
        while (next < requests.length && !closing.signal.aborted) {
          const index = next++;
          onStart?.(index);
          let result: Result;
          try {
            result = await call(requests[index] as Request, options, ends);
            jury.acquit();
          } catch (error) {
            result = await failureOf(error);
          }
          results[index] = result;
          onResult?.(result, index);
        }
      } catch (error) {
        // Only the first error is kept: aborting again changes nothing.
        closing.abort(error);
      } finally {
        jury.leave();
      }
    };

    try {
      const working: Promise<void>[] = [];
      while (working.length < workers) working.push(work());
      await Promise.all(working);
      closing.signal.throwIfAborted();
      return results;
    } finally {
      signal?.removeEventListener('abort', end);
    }
  };
}
