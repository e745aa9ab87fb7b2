/**
 * Runs tasks in parallel. The first error aborts all of them and is thrown once every task has
 * stopped, so no task outlives the call.
 *
 * @param tasks - each receives a signal that aborts it
 */
export async function runTogether(
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  await Promise.all(
    tasks.map(async (task) => {
      try {
        await task(stop);
      } catch (error) {
        failure.abort(error);
      }
    }),
  );
  failure.signal.throwIfAborted();
}

/** Processes items with several workers: an idle worker takes the next item. */
export async function shareItems<Worker, Item>({
  workers,
  items,
  signal,
  work,
}: {
  readonly workers: readonly Worker[];
  readonly items: readonly Item[];
  readonly signal: AbortSignal;
  readonly work: (worker: Worker, item: Item, signal: AbortSignal) => Promise<void>;
}): Promise<void> {
  let next = 0;
  const tasks = workers.map((worker) => async (stop: AbortSignal) => {
    while (next < items.length) {
      stop.throwIfAborted();
      await work(worker, items[next++] as Item, stop);
    }
  });
  await runTogether(tasks, signal);
}
