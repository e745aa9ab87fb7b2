import type { OnResult } from '../language-model.ts';
import type { Ends } from './waiting-list.ts';

/** Options of `runAll`. */
export interface RunAllOptions<Request, Result> {
  readonly requests: readonly Request[];
  /** How many are worth starting before one of them ends. */
  readonly concurrency: number;
  readonly run: (request: Request, ends: Required<Ends>) => Promise<Result>;
  readonly onStart?: ((index: number) => void) | undefined;
  readonly onResult?: OnResult<Result> | undefined;
  /** Called when a worker has nothing more to start. */
  readonly onIdle?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every request and gives the results in the order of the requests. Nobody waits for a straggler: whoever ends takes the next
 * request. The first error ends the call: what has not been sent by then is not sent, and what is under way comes to its end and is heard, since it is paid for.
 * The caller's signal ends all at once.
 */
export async function runAll<Request, Result>({
  requests,
  concurrency,
  run,
  onStart,
  onResult,
  onIdle,
  signal,
}: RunAllOptions<Request, Result>): Promise<readonly Result[]> {
  signal?.throwIfAborted();
  const results = new Array<Result>(requests.length);
  // One listener on the caller's signal, however many requests there are.
  const ending = new AbortController();
  const closing = new AbortController();
  const ends = { signal: ending.signal, closing: closing.signal };
  const end = (): void => ending.abort(signal?.reason);
  signal?.addEventListener('abort', end, { once: true });
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < requests.length && !closing.signal.aborted) {
      const index = next++;
      onStart?.(index);
      const result = await run(requests[index] as Request, ends);
      results[index] = result;
      onResult?.(result, index);
    }
  };
  try {
    const workers = Array.from({ length: Math.min(concurrency, requests.length) }, async () => {
      try {
        await work();
      } catch (error) {
        // The first reason stays.
        closing.abort(error);
      } finally {
        onIdle?.();
      }
    });
    await Promise.all(workers);
    closing.signal.throwIfAborted();
    return results;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
