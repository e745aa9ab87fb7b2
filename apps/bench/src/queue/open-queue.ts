import { createHash } from 'node:crypto';
import { Queue, QueueEvents, type Job } from 'bullmq';
import { cellResultSchema } from '../cells/cell-result.ts';
import type { RunJob } from '../running/run-cells.ts';
import { benchQueue, type CellJob, JOB_VERSION } from './bench-queue.ts';
import { checkRedis } from './check-redis.ts';
import { CellError } from '../cells/cell-error.ts';

/** A queue of cells, and a way to have a worker run one. */
export interface OpenedQueue extends AsyncDisposable {
  readonly run: RunJob;
}

/**
 * Opens the queue at a Redis. A job's id is a hash of its content, so a cell that is already
 * waiting, running or finished is not run twice: a second caller gets its result.
 *
 * @throws ExperimentError if Redis cannot be reached
 */
export async function openQueue(url: string): Promise<OpenedQueue> {
  await checkRedis(url);
  const queue = new Queue<CellJob>(benchQueue, { connection: { url } });
  const events = new QueueEvents(benchQueue, { connection: { url } });
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  return {
    run: async ({ cell, lastPrompt = null, signal }) => {
      const data: CellJob = { version: JOB_VERSION, cell, lastPrompt };
      const job = await addOnce(queue, data);
      const value = await orAborted(signal, async () => {
        try {
          return await (job.waitUntilFinished(events) as Promise<unknown>);
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
      await job.remove();
      // The folder of the result is that of the cell that was asked for.
      return { ...result.data, cell };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([queue.close(), events.close()]);
    },
  };
}

async function addOnce(queue: Queue<CellJob>, data: CellJob): Promise<Job<CellJob>> {
  const jobId = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  const before = await queue.getJob(jobId);
  // Retry a failed job.
  if (before && (await before.isFailed())) await before.remove();
  return queue.add('cell', data, { jobId });
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
