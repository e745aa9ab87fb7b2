import type { Queue, QueueEvents } from 'bullmq';
import type { CellJob } from './bench-queue.ts';

/** Waits for jobs of the queue. */
export interface JobWaiter extends Disposable {
  /**
   * The value that the job returned.
   *
   * @throws Error with the reason of a job that failed or was lost
   */
  wait(jobId: string): Promise<unknown>;
}

/** Options of `createJobWaiter`. */
export interface JobWaiterOptions {
  readonly queue: Queue<CellJob>;
  readonly events: QueueEvents;
  /** How often the state of waiting jobs is read, beside the events. @default 15_000 */
  readonly checkEveryInMs?: number | undefined;
  /** How long Redis may be away before every wait ends. @default 120_000 */
  readonly longestOutageInMs?: number | undefined;
}

/** Jobs whose states are read at once. */
const BLOCK = 200;

/**
 * Waits for many jobs with one listener: a job ends by its event, or by its state if the event was
 * missed in a restart of Redis. A job that Redis no longer has was lost by a restart without
 * persistence.
 */
export function createJobWaiter({
  queue,
  events,
  checkEveryInMs = 15_000,
  longestOutageInMs = 120_000,
}: JobWaiterOptions): JobWaiter {
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  const take = (jobId: string): PromiseWithResolvers<unknown> | undefined => {
    const one = waiting.get(jobId);
    waiting.delete(jobId);
    return one;
  };
  const finish = async (jobId: string): Promise<void> => {
    if (!waiting.has(jobId)) return;
    const job = await queue.getJob(jobId);
    if (job !== undefined) take(jobId)?.resolve(job.returnvalue);
  };
  const fail = (jobId: string, reason: string): void => take(jobId)?.reject(new Error(reason));

  const check = async (jobId: string): Promise<void> => {
    const job = await queue.getJob(jobId);
    if (job === undefined)
      fail(
        jobId,
        'Redis has lost the cell: it was restarted without persistence. Switch persistence on ' +
          '(`redis-cli config set appendonly yes`) and run the same command again',
      );
    // What was read before may be older than the state: only the job as it is now has the value.
    else if (await job.isCompleted()) await finish(jobId);
    else if (await job.isFailed()) fail(jobId, job.failedReason);
  };

  let lastAnswer = Date.now();
  let isChecking = false;
  const checkAll = async (): Promise<void> => {
    if (isChecking) return;
    isChecking = true;
    try {
      const ids = [...waiting.keys()];
      for (let at = 0; at < ids.length; at += BLOCK) {
        await Promise.all(ids.slice(at, at + BLOCK).map(check));
        lastAnswer = Date.now();
      }
    } catch {
      // Redis is away; the next check reports an outage that lasts too long.
    } finally {
      isChecking = false;
    }
  };
  const tick = (): void => {
    if (waiting.size > 0 && Date.now() - lastAnswer > longestOutageInMs)
      for (const jobId of [...waiting.keys()])
        fail(
          jobId,
          `Redis gave no answer for ${Math.round(longestOutageInMs / 1000)} s. Start it again and ` +
            'run the same command; finished cells are kept',
        );
    if (waiting.size === 0) lastAnswer = Date.now();
    void checkAll();
  };
  const timer = setInterval(tick, checkEveryInMs);
  const completed = ({ jobId }: { readonly jobId: string }): void => {
    finish(jobId).catch(() => undefined);
  };
  const failed = (event: { readonly jobId: string; readonly failedReason: string }): void =>
    fail(event.jobId, event.failedReason);
  events.on('completed', completed);
  events.on('failed', failed);
  return {
    wait: async (jobId) => {
      const known = waiting.get(jobId);
      if (known !== undefined) return known.promise;
      const one = Promise.withResolvers<unknown>();
      waiting.set(jobId, one);
      // It may have ended before.
      check(jobId).catch(() => undefined);
      return one.promise;
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      events.off('completed', completed);
      events.off('failed', failed);
    },
  };
}
