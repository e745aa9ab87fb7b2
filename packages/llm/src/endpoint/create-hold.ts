/** Options of `createHold`. */
export interface HoldOptions {
  /** Waits, and rejects when the signal aborts. */
  readonly sleep: (delayInMs: number, signal?: AbortSignal) => Promise<void>;
  /** Called when the first of overlapping holds begins. */
  readonly pause: () => void;
  /** Called when the last of them is over. */
  readonly resume: () => void;
}

/** Keeps anything more from being sent for a while. */
export interface Hold {
  /** Holds for so long from now on, or for as long as it holds already, whichever is longer. */
  extend(delayInMs: number): void;
  /** Ends it now. */
  release(): void;
}

/**
 * A hold that holds nothing yet. It needs no clock: overlapping holds end with the one that ends
 * last.
 */
export function createHold({ sleep, pause, resume }: HoldOptions): Hold {
  let holds = 0;
  let ending = new AbortController();
  return {
    extend(delayInMs) {
      if (!(delayInMs > 0)) return;
      if (holds++ === 0) pause();
      const { signal } = ending;
      const end = (): void => {
        if (signal.aborted || --holds > 0) return;
        resume();
      };
      sleep(delayInMs, signal).then(end, end);
    },
    release() {
      if (holds === 0) return;
      ending.abort();
      ending = new AbortController();
      holds = 0;
      resume();
    },
  };
}
