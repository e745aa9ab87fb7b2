import type { Ends } from '../endpoint/waiting-list.ts';
import { isRefusal } from '../endpoint/is-refusal.ts';
import { runAll } from '../endpoint/run-all.ts';
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
  /** The result of a request that has no answer. */
  readonly fail: (failure: ItemFailure) => Result;
  /** How many requests the endpoint's scheduler lets through at once. */
  readonly concurrency: number;
  /** Throws where the requests cannot be answered; then none is sent. */
  readonly check?: (requests: readonly Request[], options: Options) => void;
}

/** A call that answers a list of requests, made of one that answers a single request. */
export function createBatchedCall<Request, Options extends SharedOptions<Result>, Result>({
  call,
  fail,
  concurrency,
  check,
}: BatchedCallOptions<Request, Options, Result>): (
  requests: readonly Request[],
  options: Options,
) => Promise<readonly Result[]> {
  return async (requests, options) => {
    check?.(requests, options);
    const jury = createJury(Math.min(concurrency, requests.length));
    return runAll({
      requests,
      concurrency,
      signal: options.signal,
      onStart: options.onStart,
      onResult: options.onResult,
      onIdle: () => jury.leave(),
      run: async (request, ends) => {
        try {
          const result = await call(request, options, ends);
          jury.acquit();
          return result;
        } catch (error) {
          if (options.onFailure !== 'return') throw error;
          const failure = toItemFailure(error);
          if (failure !== undefined) return fail(failure);
          // A server that refuses one prompt and answers the others refuses the prompt, not the settings.
          if (!isRefusal(error) || !(await jury.isAcquitted())) throw error;
          return fail({ kind: 'refused', message: error.message });
        }
      },
    });
  };
}
