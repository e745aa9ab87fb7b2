import { createHash } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import { cellResultSchema } from '../cells/cell-result.ts';
import type { RunJob } from '../running/run-cells.ts';
import { benchQueue, type CellJob, JOB_VERSION, queuePrefix } from './bench-queue.ts';
import { checkRedis } from './check-redis.ts';
import { CellError } from '../cells/cell-error.ts';
import { createJobWaiter, type JobWaiterOptions } from './job-waiter.ts';

/** A queue of cells, and a way to have a worker run one. */
export interface OpenedQueue extends AsyncDisposable {
  readonly run: RunJob;
}

/** Options of `openQueue`. */
export interface OpenQueueOptions extends Pick<
  JobWaiterOptions,
  'checkEveryInMs' | 'longestOutageInMs'
> {
  /** Called with one line for each thing that may go wrong with this Redis. */
  readonly onNote?: ((text: string) => void) | undefined;
}

/** How long the queue keeps a job that its coordinator did not remove, in seconds. */
const KEPT_FOR_SECONDS = 7 * 24 * 3600;

/**
 * Opens the queue at a Redis. A job's id is a hash of its content, so a cell that is already
 * waiting, running or finished is not run twice: a second caller gets its result. A restart of a
 * Redis with persistence only interrupts the wait.
 *
 * @throws ExperimentError if Redis cannot be reached
 */
export async function openQueue(url: string, options: OpenQueueOptions = {}): Promise<OpenedQueue> {
  const { onNote, ...waits } = options;
  const { notes } = await checkRedis(url);
  for (const note of notes) onNote?.(note);
  // Commands wait for a Redis that is restarted.
  const common = { connection: { url, maxRetriesPerRequest: null }, prefix: queuePrefix };
  const queue = new Queue<CellJob>(benchQueue, common);
  const events = new QueueEvents(benchQueue, common);
  // The waiter notices an outage that lasts.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  const waiter = createJobWaiter({ queue, events, ...waits });
  return {
    run: async ({ cell, lastPrompt = null, signal }) => {
      const data: CellJob = { version: JOB_VERSION, cell, lastPrompt };
      const value = await orAborted(signal, async () => {
        try {
          return await waiter.wait(await addOnce(queue, data));
        } catch (cause) {
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new CellError('queue-job', reason, { cause });
        }
      });
      const result = cellResultSchema.safeParse(value);
      if (!result.success)
        throw new CellError('queue-job', 'the queue returned something other than a result', {
          cause: result.error,
        });
      await queue.remove(jobIdOf(data));
      // The folder of the result is that of the cell that was asked for.
      return { ...result.data, cell };
    },
    [Symbol.asyncDispose]: async () => {
      waiter[Symbol.dispose]();
      await Promise.race([
        Promise.all([queue.close(), events.close()]),
        // A Redis that is away never closes a connection in good order.
        new Promise((resolve) => setTimeout(resolve, CLOSING_IN_MS).unref()),
      ]);
    },
  };
}

const CLOSING_IN_MS = 5000;

/** Adds a job unless the queue has it, and returns its id. */
async function addOnce(queue: Queue<CellJob>, data: CellJob): Promise<string> {
  const jobId = jobIdOf(data);
  const before = await queue.getJob(jobId);
  // Retry a failed job.
  if (before && (await before.isFailed())) await before.remove();
  const kept = { age: KEPT_FOR_SECONDS };
  await queue.add('cell', data, { jobId, removeOnComplete: kept, removeOnFail: kept });
  return jobId;
}

/** A hash of the job's content. */
function jobIdOf(data: CellJob): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}

/**
 * Resolves like `work`, or rejects with the signal's reason on abort; the job stays in the queue.
 */
async function orAborted<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
