import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PriceTable } from '@dln/llm';
import { UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { CellResult } from '../cells/cell-result.ts';
import { runCell, type RunCellOptions } from '../cells/run-cell.ts';
import { failureMessage } from '../running/failure-message.ts';
import { benchQueue, type CellJob, queuePrefix } from './bench-queue.ts';
import { openCellReplies } from './cell-replies.ts';
import { createLockWatch, LockLostError } from './lock-watch.ts';
import { parseCellJob } from './parse-cell-job.ts';

/** Options of `startWorker`. */
export interface WorkerOptions {
  /** The Redis. */
  readonly url: string;
  /** Concurrent cells. */
  readonly concurrency: number;
  /** The folder for run directories on this machine. */
  readonly runs: string;
  /** The folder of the datasets on this machine. @default the cells' */
  readonly dataDir?: string | undefined;
  /** Prices of models. @default the table of dln */
  readonly prices?: readonly PriceTable[] | undefined;
  /**
   * Time without a sign of life after which a worker counts as dead and its cell goes to another.
   */
  readonly silenceInMs: number;
  /** Runs a cell. @default `runCell` */
  readonly run?: ((options: RunCellOptions) => Promise<CellResult>) | undefined;
  readonly onStart?: (path: string) => void;
  readonly onEnd?: (path: string, failure?: string) => void;
}

const CLOSING_IN_MS = 5000;

/** How often a cell may lose its worker. A cell that kills every worker must end somewhere. */
const mostDeaths = 5;

/**
 * Runs cells from the queue until it is disposed. Running cells then go to another worker, once
 * this one counts as dead.
 */
export function startWorker(options: WorkerOptions): AsyncDisposable {
  const { url, concurrency, runs, dataDir, prices, silenceInMs, onStart, onEnd } = options;
  const { run = runCell } = options;
  // One connection for the replies of all cells.
  const redis = new Redis(url, { maxRetriesPerRequest: null, enableAutoPipelining: true });
  redis.on('error', () => undefined);
  const locks = createLockWatch(silenceInMs);
  const controller = new AbortController();
  const worker = new Worker<CellJob, CellResult>(
    benchQueue,
    async (job, _token, signal) => {
      const { cell, lastPrompt } = readJob(job.data, onEnd);
      const { id: jobId = '' } = job;
      using lock = locks.begin(jobId);
      const signals = [controller.signal, lock.signal, signal].filter((one) => one !== undefined);
      const ended = AbortSignal.any(signals);
      const replies = openCellReplies(redis, jobId, ended);
      onStart?.(cell.path);
      try {
        const result = await run({
          cell,
          lastPrompt: lastPrompt ?? undefined,
          directory: join(runs, cell.path, 'run'),
          dataDir,
          prices,
          signal: ended,
          keptElsewhere: { earlier: await replies.earlier(), onReply: replies.add },
        });
        lock.signal.throwIfAborted();
        await replies.clear();
        onEnd?.(cell.path);
        return result;
      } catch (error) {
        // What an aborted run throws is not always the reason of the abort.
        const reason = failureMessage(lock.signal.aborted ? new LockLostError() : error);
        onEnd?.(cell.path, reason);
        throw new Error(reason, { cause: error });
      }
    },
    {
      connection: { url, maxRetriesPerRequest: null },
      prefix: queuePrefix,
      concurrency,
      lockDuration: silenceInMs,
      stalledInterval: silenceInMs,
      maxStalledCount: mostDeaths,
    },
  );
  worker.on('locksRenewed', ({ jobIds }) => locks.renew(jobIds));
  worker.on('lockRenewalFailed', (jobIds) => locks.lose(jobIds));
  // BullMQ connects again by itself. Without a listener it prints each failure with its stack.
  worker.on('error', () => undefined);
  return {
    [Symbol.asyncDispose]: async () => {
      // Close first, so that an aborted cell does not count as failed. A Redis that is away never
      // closes a connection in good order.
      await Promise.race([worker.close(true), wait(CLOSING_IN_MS, undefined, { ref: false })]);
      controller.abort(new Error('the worker was stopped'));
      locks[Symbol.dispose]();
      redis.disconnect();
    },
  };
}

/** @throws UnrecoverableError for a job that is not run, after reporting it */
function readJob(data: unknown, onEnd: WorkerOptions['onEnd']): CellJob {
  try {
    return parseCellJob(data);
  } catch (error) {
    const reason = failureMessage(error);
    onEnd?.('a job', reason);
    throw new UnrecoverableError(reason);
  }
}
