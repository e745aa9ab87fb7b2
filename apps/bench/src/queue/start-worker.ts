import { join } from 'node:path';
import type { PriceTable } from '@dln/llm';
import { Worker } from 'bullmq';
import type { CellResult } from '../cells/cell-result.ts';
import { runCell } from '../cells/run-cell.ts';
import { failureMessage } from '../running/failure-message.ts';
import { benchQueue, cellJobSchema, type CellJob } from './bench-queue.ts';

/** Options of `startWorker`. */
export interface WorkerOptions {
  /** The Redis. */
  readonly url: string;
  /** Cells under way at once. */
  readonly concurrency: number;
  /** The folder for run directories on this machine. */
  readonly runs: string;
  /** Where the datasets lie on this machine. @default where the cells say */
  readonly dataDir?: string | undefined;
  /** What models cost. @default the table that ships with dln */
  readonly prices?: readonly PriceTable[] | undefined;
  /** A worker that has not been heard of for so long counts as dead, and its cell goes to another. */
  readonly silenceInMs: number;
  readonly onStart?: (path: string) => void;
  readonly onEnd?: (path: string, failure?: string) => void;
}

/** How often a cell may lose its worker; one that kills every worker must end somewhere. */
const mostDeaths = 5;

/** Takes cells from the queue until it is disposed of. What is under way then goes to another worker, once this one has been silent for long enough. */
export function startWorker(options: WorkerOptions): AsyncDisposable {
  const { url, concurrency, runs, dataDir, prices, silenceInMs, onStart, onEnd } = options;
  const controller = new AbortController();
  const worker = new Worker<CellJob, CellResult>(
    benchQueue,
    async (job) => {
      const { cell, lastPrompt } = cellJobSchema.parse(job.data);
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
      // First, so that a cell that is stopped does not count as failed.
      await worker.close(true);
      controller.abort(new Error('the worker was stopped'));
    },
  };
}
