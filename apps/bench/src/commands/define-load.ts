import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { repositoryDirectory } from '../bench-directory.ts';
import { measureLoad } from '../load/measure-load.ts';
import { startWorker } from '../queue/start-worker.ts';
import { createResult } from '../testing/create-result.ts';
import { parseCount } from './parse-number.ts';
import { createStopSignal } from './stop-signal.ts';
import { note, print } from '../running/print.ts';

interface LoadFlags {
  readonly cells: number;
  readonly workers: number;
  readonly kill: number;
  /** For a worker: the Redis, and a folder. */
  readonly work?: string;
  readonly runs: string;
}

const CELL_IN_MS = 5;
const SILENCE_IN_MS = 5000;

/** `bench load`: queues many cells that do nothing. */
export function defineLoad(program: Command): void {
  program
    .command('load')
    .description(
      'Queues many cells that do nothing over several workers, kills some of the workers, and ' +
        'counts lost cells and cells that ended twice (needs redis-server).',
    )
    .option('--cells <count>', 'cells', parseCount(1), 10_000)
    .option('--workers <count>', 'worker processes', parseCount(1), 8)
    .option('--kill <count>', 'workers to kill', parseCount(0), 2)
    .addOption(new Option('--work <url>').hideHelp())
    .addOption(new Option('--runs <folder>').default('').hideHelp())
    .action(async ({ cells, workers, kill, work, runs }: LoadFlags) => {
      if (work !== undefined) {
        await workOnFakes(work, runs);
        return;
      }
      const folder = await mkdtemp(join(tmpdir(), 'dln-load-'));
      try {
        const dataDir = `${repositoryDirectory}data`;
        const measured = await measureLoad({ cells, workers, killed: kill, folder, dataDir });
        const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
        const figures = [
          ['cells', measured.cells],
          ['workers, killed', `${workers}, ${kill}`],
          ['lost', measured.lost],
          ['ended twice', measured.twice],
          ['begun', measured.begun],
          ['time, s', (measured.elapsedInMs / 1000).toFixed(0)],
          ['memory before, MiB', mebibytes(measured.memoryBefore)],
          ['peak memory, MiB', mebibytes(measured.peakMemory)],
        ];
        const rows = figures.map((row) => `| ${row.join(' | ')} |`);
        print(['| what | figure |', '|---|---|', ...rows].join('\n'));
      } finally {
        await rm(folder, { recursive: true });
      }
    });
}

async function workOnFakes(url: string, runs: string): Promise<void> {
  using stop = createStopSignal();
  await using _worker = startWorker({
    ...{ url, concurrency: 4, runs, silenceInMs: SILENCE_IN_MS },
    run: async ({ cell }) => {
      await wait(CELL_IN_MS);
      return createResult(cell);
    },
    onStart: (path) => note(`${path}: begun`),
    onEnd: (path, failure) =>
      note(failure === undefined ? `${path}: done` : `${path}: failed: ${failure}`),
  });
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
}
