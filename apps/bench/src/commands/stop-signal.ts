/** An abort signal for Ctrl-C, until it is disposed. */
export interface StopSignal extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Aborts at the first Ctrl-C (or SIGTERM), so that running work can finish cleanly; the second one
 * ends the process at once.
 */
export function createStopSignal(): StopSignal {
  const controller = new AbortController();
  // Keep the listener after the first signal: without listeners, a library would end the process.
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error('stopped'));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    },
  };
}
