/** What ends a task: at any time, or only while it has not begun. */
export interface Ends {
  readonly signal?: AbortSignal;
  readonly closing?: AbortSignal;
}

/** A signal for one task in a queue. */
export interface QueueSignal extends Disposable {
  readonly signal: AbortSignal;
  /** From now on `closing` no longer ends it. */
  begin(): void;
}

/** One signal of both ends. `AbortSignal.any` would keep `closing` for good, and is slow where there is one for each request. */
export function joinEnds({ signal, closing }: Ends): QueueSignal {
  const joined = new AbortController();
  const abort = (): void => joined.abort(signal?.reason);
  const leave = (): void => joined.abort(closing?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  closing?.addEventListener('abort', leave, { once: true });
  return {
    signal: joined.signal,
    begin: () => closing?.removeEventListener('abort', leave),
    [Symbol.dispose]: () => {
      signal?.removeEventListener('abort', abort);
      closing?.removeEventListener('abort', leave);
    },
  };
}
