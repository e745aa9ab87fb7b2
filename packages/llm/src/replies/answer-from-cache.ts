import type { ItemFailure } from '../item-failure.ts';
import type { ModelCall, ResultOptions } from '../middleware/model-middleware.ts';
import { reportEachResult } from '../middleware/report-each-result.ts';
import type { Usage } from '../language-model.ts';
import { NO_USAGE } from '../usage/usage.ts';

/** What a cache reads of a result. */
export interface Failable {
  readonly usage: Usage;
  readonly failure?: ItemFailure;
}

/** Results by key. */
export interface ReplyCache<Result> {
  readonly recall: (key: string) => Result | undefined;
  /**
   * Called once for each result that the model gave, before the caller gets it. If it returns a
   * promise, the caller gets the result when that is fulfilled.
   */
  readonly remember: (key: string, result: Result) => Promise<void> | undefined;
  /**
   * Questions that are being asked, so that an equal question waits for the same answer. Resolved
   * with the answer, or with nothing if the request failed. @default equal questions are asked
   * separately
   */
  readonly underWay?: Map<string, PromiseWithResolvers<Result | undefined>>;
}

/**
 * Answers a call from a cache and asks the model for the rest. If another call is asking the same
 * question, waits for its answer; if that call fails or is aborted, asks again.
 *
 * @param keys one per request
 */
export async function answerFromCache<
  Request,
  Options extends ResultOptions<Result>,
  Result extends Failable,
>(
  { requests, options, next }: ModelCall<Request, Options, Result>,
  keys: readonly string[],
  { recall, remember, underWay }: ReplyCache<Result>,
): Promise<readonly Result[]> {
  const { onResult, onFailure, signal } = options;
  const results = new Array<Result>(requests.length);
  const settle = (index: number, result: Result): void => {
    results[index] = result;
    onResult?.(result, index);
  };
  const release = (key: string, result?: Result): void => {
    underWay?.get(key)?.resolve(result);
    underWay?.delete(key);
  };

  /**
   * Settles a request with a known answer. A known failure is not an answer if failures are to be
   * thrown.
   */
  const settleWith = (index: number, answer: Result | undefined): boolean => {
    if (answer === undefined) return false;
    if (answer.failure !== undefined && onFailure !== 'return') return false;
    settle(index, answer);
    return true;
  };

  const askFor = async (indices: readonly number[]): Promise<void> => {
    const asked = indices.map((index) => ({
      index,
      key: keys[index] as string,
      request: requests[index] as Request,
    }));
    const deliveries: Promise<void>[] = [];
    try {
      const answers = await reportEachResult<Result>(
        (listener) =>
          next(
            asked.map(({ request }) => request),
            { ...options, onResult: listener },
          ),
        (result, at) => {
          const { index, key } = asked[at] as (typeof asked)[number];
          const deliver = (): void => {
            release(key, result);
            settle(index, result);
          };
          const remembered = remember(key, result);
          if (remembered === undefined) {
            deliver();
            return;
          }
          const delivery = remembered.then(deliver);
          // Its failure is thrown when all results are there.
          delivery.catch(() => undefined);
          deliveries.push(delivery);
        },
      );
      await Promise.all(deliveries);
      if (answers.length !== asked.length)
        throw new Error(`${answers.length} answers came to ${asked.length} questions`);
    } finally {
      // What was answered before another request failed is kept as well.
      await Promise.allSettled(deliveries);
      for (const { key } of asked) release(key);
    }
  };

  /** Settles what is known. The rest is for this call to ask, or being asked by another call. */
  const sort = (
    open: readonly number[],
  ): {
    readonly own: readonly number[];
    readonly others: readonly Promise<number | undefined>[];
  } => {
    const own: number[] = [];
    const others: Promise<number | undefined>[] = [];
    for (const index of open) {
      const key = keys[index] as string;
      if (settleWith(index, recall(key))) continue;
      const asking = underWay?.get(key);
      if (asking === undefined) {
        underWay?.set(key, Promise.withResolvers());
        own.push(index);
      } else {
        others.push(
          asking.promise.then((result) =>
            settleWith(index, recall(key) ?? (result && { ...result, usage: NO_USAGE }))
              ? undefined
              : index,
          ),
        );
      }
    }
    return { own, others };
  };

  let open: readonly number[] = [...keys.keys()];
  while (open.length > 0) {
    signal?.throwIfAborted();
    const { own, others } = sort(open);
    const asking = own.length === 0 ? undefined : askFor(own);
    const [, ...rest] = await unlessAborted(Promise.all([asking, ...others]), signal);
    open = rest.filter((index) => index !== undefined);
  }
  return results;
}

/** The promise's value, or a rejection as soon as the signal aborts. */
async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
