import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RandomState } from '@dln/random';
import type { CellResult } from '../cells/cell-result.ts';
import { openCellStore } from '../cells/cell-store.ts';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { openQueue } from '../queue/open-queue.ts';
import { runCells } from '../running/run-cells.ts';
import { startRedis, type TestRedis } from '../testing/start-redis.ts';
import { type BenchProcess, startBench } from './bench-process.ts';
import { countPaidTwice, countQuestions } from './count-paid-twice.ts';
import { readKept } from './read-kept.ts';
import type { CountingProxy, ProxiedCall } from './start-counting-proxy.ts';

/** Options of `measureWorkers`. */
export interface WorkersOptions {
  readonly workers: number;
  readonly kills: number;
  readonly proxy: CountingProxy;
  readonly environment: Readonly<Record<string, string>>;
  readonly random: RandomState;
  /** A folder for everything; empty. */
  readonly folder: string;
  readonly dataDir: string;
  readonly onProgress: (text: string) => void;
}

/** What became of the cells of killed workers. */
export interface WorkersMeasurement {
  readonly cells: number;
  readonly kills: number;
  /** Kills of Redis, which then starts again. */
  readonly restarts: number;
  /** Cells with the result of a single process that was not interrupted. */
  readonly same: number;
  readonly calls: number;
  readonly paidTwice: number;
  /** Calls without a reply when their process was killed. */
  readonly inFlight: number;
  /** Replies on the connection of a killed process that it had not stored. */
  readonly unread: number;
  readonly oldestUnreadInMs: number;
}

/** How many kills of workers lie between two kills of Redis. */
const KILLS_PER_RESTART = 5;

/** A worker is killed within this time after it began a cell. */
const LONGEST_LIFE_IN_MS = 3000;

/**
 * A cell fails after it lost its worker five times. A machine under load may add losses, because a
 * worker that cannot renew its lock in time gives its cell up.
 */
const MOST_DEATHS_OF_A_CELL = 2;

const PAUSE_IN_MS = 50;

const SILENCE_IN_SECONDS = 6;
const CELLS_AT_ONCE = 4;

/**
 * Runs cells with workers that are killed at random moments. Each successor has a folder of its
 * own, as on another machine. Redis is killed and started again meanwhile. The results are compared
 * with those of one process that nothing interrupts.
 */
export async function measureWorkers(options: WorkersOptions): Promise<WorkersMeasurement> {
  const { folder, proxy, environment, kills, onProgress } = options;
  await using redis = await startRedis({ folder });
  const seeds = await runKilled(options, redis, onProgress);
  const calls: readonly ProxiedCall[] = [...proxy.calls];
  onProgress(`${seeds.length} seeds, ${calls.length} calls; now without kills`);
  const whole = startBench(
    ['run', ...planFlags(options, seeds), '--runs', join(folder, 'whole')],
    environment,
  );
  if ((await whole.ended) !== 0) throw new Error(whole.lines.join('\n'));
  const needed = countQuestions(proxy.calls.slice(calls.length));
  const kept = new Set<number>();
  for (const directory of await runDirectories(join(folder, 'workers')))
    for (const serial of readKept(directory)) kept.add(serial);
  const lost = calls.filter(({ serial }) => !kept.has(serial));
  const unread = lost.flatMap(({ deliveredAt, closedAt }) =>
    deliveredAt === undefined ? [] : [(closedAt ?? Infinity) - deliveredAt],
  );
  const [killed, expected] = await Promise.all(
    ['queue', 'whole'].map(async (name) => resultsIn(join(folder, name))),
  );
  const same = [...(killed ?? [])].filter(([path, text]) => expected?.get(path) === text).length;
  return {
    cells: expected?.size ?? 0,
    kills,
    restarts: Math.floor(kills / KILLS_PER_RESTART),
    same,
    calls: calls.length,
    paidTwice: countPaidTwice(calls, kept, needed),
    inFlight: lost.length - unread.length,
    unread: unread.length,
    oldestUnreadInMs: Math.max(0, ...unread),
  };
}

/** Runs cells until enough workers were killed, and returns their seeds. */
async function runKilled(
  options: WorkersOptions,
  redis: TestRedis,
  onProgress: (text: string) => void,
): Promise<readonly number[]> {
  const { folder, workers, kills, random, environment } = options;
  const { signal } = new AbortController();
  await using queue = await openQueue(redis.url, { checkEveryInMs: 1000 });
  const store = openCellStore(join(folder, 'queue'));
  const finished = Promise.withResolvers<undefined>();
  let isFinished = false;
  const isOver = (): boolean => isFinished;
  let [killed, started] = [0, 0];
  let restarting: Promise<void> = Promise.resolve();

  const deaths = new Map<string, number>();
  /** Waits until the worker has begun a cell that may lose its worker. */
  const nextVictim = async ({ lines }: BenchProcess): Promise<void> => {
    while (!isOver()) {
      const cell = /^(.*): begun$/.exec(lines.at(-1) ?? '')?.[1];
      const before = cell === undefined ? Infinity : (deaths.get(cell) ?? 0);
      if (cell !== undefined && before < MOST_DEATHS_OF_A_CELL) {
        deaths.set(cell, before + 1);
        return;
      }
      await wait(PAUSE_IN_MS);
    }
  };

  const keepKilling = async (): Promise<void> => {
    while (!isOver()) {
      const runs = join(folder, 'workers', String(++started));
      const worker = startBench(
        ['worker', '--queue', redis.url, '--runs', runs, '--silence', String(SILENCE_IN_SECONDS)],
        environment,
      );
      await nextVictim(worker);
      await Promise.race([wait(random.randomSample() * LONGEST_LIFE_IN_MS), finished.promise]);
      if (killed >= kills) await finished.promise;
      worker.kill(isOver() ? 'SIGTERM' : 'SIGKILL');
      const status = await worker.ended;
      if (isOver()) return;
      if (status !== null) throw new Error(`a worker ended: ${worker.lines.join('\n')}`);
      killed++;
      onProgress(`kill ${killed} of ${kills}`);
      if (killed % KILLS_PER_RESTART === 0)
        await (restarting = restarting.then(async () => redis.restart()));
    }
  };

  const seeds: number[] = [];
  const runAll = async (): Promise<void> => {
    while (killed < kills) {
      const next = Array.from({ length: CELLS_AT_ONCE / 2 }, (_, at) => seeds.length + at + 1);
      seeds.push(...next);
      const { cells } = planCells(await planOf(options, next));
      const outcomes = await runCells({
        ...{ cells, store, run: queue.run, signal },
        concurrency: cells.length,
        shares: false,
      });
      for (const outcome of outcomes) if (outcome.type === 'failed') throw outcome.error;
    }
  };
  const running = runAll().finally(() => {
    isFinished = true;
    finished.resolve(undefined);
  });
  await Promise.all([running, ...Array.from({ length: workers }, keepKilling)]);
  return seeds;
}

const EXPERIMENT = 'table9';
const ROWS = ['DLN-1', 'fix 2nd'];
// Without lists of prompts, so that the proxy can number each prompt's reply.
const SETTINGS = { probe: false, concurrency: 8 };
const LIMIT = 3;

async function planOf(
  { dataDir }: WorkersOptions,
  seeds: readonly number[],
): Promise<Parameters<typeof planCells>[0]> {
  return {
    ...{ name: EXPERIMENT, experiment: await loadExperiment(EXPERIMENT), model: 'hash-lm' },
    ...{ datasets: ['navigate'], rows: ROWS, limit: LIMIT, seeds, dataDir },
    sweep: [{ label: 'kills', settings: SETTINGS }],
  };
}

/** The same cells, but for the folder that is named after the settings. */
function planFlags({ dataDir }: WorkersOptions, seeds: readonly number[]): readonly string[] {
  const flags = ['--model', 'hash-lm', '--datasets', 'navigate', '--rows', ROWS.join()];
  const settings = Object.entries(SETTINGS).map(([name, value]) => `${name}=${value}`);
  return [
    ...[EXPERIMENT, ...flags, '--seeds', seeds.join(), '--limit', String(LIMIT)],
    ...settings.flatMap((text) => ['--set', text]),
    ...['--data-dir', dataDir],
  ];
}

/** Folders with replies. */
async function runDirectories(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith('replies.sqlite'))
    .map((entry) => join(folder, dirname(entry)));
}

/** What each cell came to, by its row and seed; without counts, which the proxy changes. */
async function resultsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const results: readonly CellResult[] = await openCellStore(folder).readAll();
  return new Map(
    results.map(({ cell, devAccuracy, testAccuracy, right, prompts, curves }) => [
      `${cell.name.row} ${cell.name.seed}`,
      JSON.stringify({ devAccuracy, testAccuracy, right, prompts, curves }),
    ]),
  );
}
