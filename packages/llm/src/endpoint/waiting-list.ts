/** What ends a task: at any time, or only while it has not begun. */
export interface Ends {
  readonly signal?: AbortSignal;
  readonly closing?: AbortSignal;
}

/** A task that waits for its turn. */
export interface Waiting {
  /** It has begun, or never will. */
  end(): void;
}

/** Tells tasks that wait of the end of what they wait for. */
export interface WaitingList {
  /** Calls `leave` when the signal aborts before the wait has ended. */
  wait(closing: AbortSignal, leave: (reason: unknown) => void): Waiting;
}

/**
 * A list of waiting tasks by signal, with one listener for all that share one: a listener for each
 * would be searched for among all others, each time that one comes or goes.
 */
export function createWaitingList(): WaitingList {
  const leavers = new WeakMap<AbortSignal, Set<(reason: unknown) => void>>();
  return {
    wait(closing, leave) {
      let waiting = leavers.get(closing);
      if (waiting === undefined) {
        const all = new Set<(reason: unknown) => void>();
        closing.addEventListener('abort', () => all.forEach((each) => each(closing.reason)), {
          once: true,
        });
        leavers.set(closing, all);
        waiting = all;
      }
      const own = waiting.add(leave);
      return { end: () => void own.delete(leave) };
    },
  };
}
