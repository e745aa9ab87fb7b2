/** Aborts an operation without progress. */
export interface StallWatch extends Disposable {
  /** Aborts after the time without progress. */
  readonly signal: AbortSignal;
  /** Reports progress. */
  readonly seen: () => void;
}

/** Starts watching. */
export function watchForStall(mostMilliseconds: number): StallWatch {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, mostMilliseconds);
  return {
    signal: controller.signal,
    seen: () => timer.refresh(),
    [Symbol.dispose]: () => {
      clearTimeout(timer);
    },
  };
}
