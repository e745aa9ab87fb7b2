import { ServingError } from './serving-error.ts';

/** Lets a number of tasks run at once; others wait their turn. */
export type Gate = <Value>(task: () => Promise<Value>, signal: AbortSignal) => Promise<Value>;

/**
 * Creates a gate. A task whose signal aborts while it waits is not run.
 *
 * @throws ServingError with status 429 from a call that finds `waiting` tasks before it
 */
export function createGate({
  running,
  waiting,
}: {
  readonly running: number;
  readonly waiting: number;
}): Gate {
  const queue: PromiseWithResolvers<undefined>[] = [];
  let free = running;
  const enter = async (signal: AbortSignal): Promise<void> => {
    if (free > 0) {
      free--;
      return;
    }
    if (queue.length >= waiting)
      throw new ServingError({
        status: 429,
        message: `The server is busy: ${running} requests run and ${waiting} wait. Try again later.`,
        type: 'rate_limit_error',
        code: 'server_busy',
      });
    const turn = Promise.withResolvers<undefined>();
    queue.push(turn);
    const leave = (): void => {
      const at = queue.indexOf(turn);
      if (at === -1) return;
      queue.splice(at, 1);
      turn.reject(signal.reason as Error);
    };
    signal.addEventListener('abort', leave, { once: true });
    await turn.promise;
    signal.removeEventListener('abort', leave);
  };
  return async (task, signal) => {
    signal.throwIfAborted();
    await enter(signal);
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next.resolve(undefined);
      else free++;
    }
  };
}
