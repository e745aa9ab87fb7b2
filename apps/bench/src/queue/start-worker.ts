import { join } from 'node:path';
import type { PriceTable } from '@dln/llm';
import { UnrecoverableError, Worker } from 'bullmq';
import type { CellResult } from '../cells/cell-result.ts';
import { runCell } from '../cells/run-cell.ts';
import { failureMessage } from '../running/failure-message.ts';
import { benchQueue, type CellJob } from './bench-queue.ts';
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
  readonly onStart?: (path: string) => void;
  readonly onEnd?: (path: string, failure?: string) => void;
}

/** How often a cell may lose its worker. A cell that kills every worker must end somewhere. */
const mostDeaths = 5;

/**
 * Runs cells from the queue until it is disposed. Running cells then go to another worker, once
 * this one counts as dead.
 */
export function startWorker(options: WorkerOptions): AsyncDisposable {
  const { url, concurrency, runs, dataDir, prices, silenceInMs, onStart, onEnd } = options;
  const controller = new AbortController();
  const worker = new Worker<CellJob, CellResult>(
    benchQueue,
    async (job) => {
      const { cell, lastPrompt } = readJob(job.data, onEnd);
      onStart?.(cell.path);
      try {
        const result = await runCell({
          cell,
          lastPrompt: lastPrompt ?? undefined,
          directory: join(runs, cell.path, 'run'),
          dataDir,
          prices,
          signal: controller.signal,
        });
        onEnd?.(cell.path);
        return result;
      } catch (error) {
        const reason = failureMessage(error);
        onEnd?.(cell.path, reason);
        throw new Error(reason, { cause: error });
      }
    },
    {
      connection: { url, maxRetriesPerRequest: null },
      concurrency,
      lockDuration: silenceInMs,
      stalledInterval: silenceInMs,
      maxStalledCount: mostDeaths,
    },
  );
  return {
    [Symbol.asyncDispose]: async () => {
      // Close first, so that an aborted cell does not count as failed.
      await worker.close(true);
      controller.abort(new Error('the worker was stopped'));
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
