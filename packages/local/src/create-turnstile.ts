/** Runs tasks one at a time, in order of arrival. */
export type Turnstile = <Value>(task: () => Promise<Value>, signal: AbortSignal) => Promise<Value>;

/**
 * A turnstile. If a waiting task's signal aborts, the task is not run and its promise rejects at
 * once.
 */
export function createTurnstile(): Turnstile {
  let last: Promise<unknown> = Promise.resolve();
  return async (task, signal) => {
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const turn = last.then(() => {
      signal.throwIfAborted();
      signal.removeEventListener('abort', abort);
      return task();
    });
    last = turn.catch(() => undefined);
    return Promise.race([turn, aborted.promise]);
  };
}
