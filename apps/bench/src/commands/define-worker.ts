import { once } from 'node:events';
import type { Command } from 'commander';
import { addPriceOptions, pricesFromFlags, type PriceFlags } from '../prices/price-options.ts';
import { checkRedis } from '../queue/check-redis.ts';
import { startWorker } from '../queue/start-worker.ts';
import { checkFolder } from './check-folder.ts';
import { parseCount, parsePositive } from './parse-number.ts';
import { createStopSignal } from './stop-signal.ts';
import { note } from '../running/print.ts';

interface WorkerFlags extends PriceFlags {
  readonly queue: string;
  readonly jobs: number;
  readonly runs: string;
  readonly dataDir?: string;
  readonly silence: number;
}

/** `bench worker`: runs cells that `bench run --queue` has queued. */
export function defineWorker(program: Command): void {
  addPriceOptions(program.command('worker'))
    .description(
      'Runs cells from a queue until it is stopped. Any number of workers on any number of ' +
        'machines can share it; each uses the endpoint of its environment.',
    )
    .option('--queue <url>', 'URL of the Redis', 'redis://127.0.0.1:6379')
    .option('--jobs <count>', 'concurrent cells', parseCount(1), 1)
    .option('--runs <folder>', 'folder for run directories on this machine', 'runs/bench')
    .option('--data-dir <folder>', 'folder of the datasets on this machine')
    .option(
      '--silence <seconds>',
      'time without a sign of life after which a worker counts as dead',
      parsePositive,
      30,
    )
    .action(async (flags: WorkerFlags) => {
      const { queue, jobs, runs, dataDir, silence } = flags;
      await checkFolder(runs, '--runs');
      const prices = await pricesFromFlags(flags);
      const { notes } = await checkRedis(queue);
      for (const text of notes) note(text);
      using stop = createStopSignal();
      await using _worker = startWorker({
        url: queue,
        concurrency: jobs,
        runs,
        dataDir,
        prices,
        silenceInMs: silence * 1000,
        onStart: (path) => note(`${path}: begun`),
        onEnd: (path, failure) =>
          note(failure === undefined ? `${path}: done` : `${path}: failed: ${failure}`),
      });
      note('waiting for cells');
      if (!stop.signal.aborted) await once(stop.signal, 'abort');
    });
}
