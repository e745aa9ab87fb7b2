import type { Cell } from '../cells/cell.ts';
import { planCells } from '../cells/plan-cells.ts';
import { type BenchProcess, startBench } from '../crash-recovery/bench-process.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { openQueue } from '../queue/open-queue.ts';
import { startRedis } from '../testing/start-redis.ts';

/** Options of `measureLoad`. */
export interface LoadOptions {
  readonly cells: number;
  readonly workers: number;
  /** Workers that are killed on the way. */
  readonly killed: number;
  /** A folder for Redis; empty. */
  readonly folder: string;
  readonly dataDir: string;
}

/** What became of the cells. */
export interface LoadMeasurement {
  readonly cells: number;
  /** Cells without a result. */
  readonly lost: number;
  /** Cells with more than one result. */
  readonly twice: number;
  /** How often workers began cells. */
  readonly begun: number;
  readonly elapsedInMs: number;
  /** The coordinator's memory with all cells planned and none queued, in bytes. */
  readonly memoryBefore: number;
  /** The coordinator's peak memory, in bytes. */
  readonly peakMemory: number;
}

/** Queues cells that only wait, kills some of the workers, and counts what came of each cell. */
export async function measureLoad(options: LoadOptions): Promise<LoadMeasurement> {
  const { workers: count, killed, folder } = options;
  const cells = await planFakes(options);
  await using redis = await startRedis({ folder });
  await using queue = await openQueue(redis.url);
  const memoryBefore = process.memoryUsage().rss;
  const start = performance.now();
  const workers = Array.from({ length: count }, () =>
    startBench(['load', '--work', redis.url, '--runs', folder], {}),
  );
  const results = new Map<string, number>();
  const { signal } = new AbortController();
  let ended = 0;
  const running = cells.map(async (cell) => {
    const { cell: done } = await queue.run({ cell, lastPrompt: undefined, signal });
    results.set(done.path, (results.get(done.path) ?? 0) + 1);
    ended++;
    // Each victim dies at another share of the work.
    for (const [at, victim] of workers.slice(0, killed).entries())
      if (ended === Math.ceil((cells.length * (at + 1)) / (killed + 2))) victim.kill('SIGKILL');
  });
  await Promise.all(running);
  const elapsedInMs = performance.now() - start;
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(workers.map(async (worker) => worker.ended));
  const done = countDone(workers);
  return {
    cells: cells.length,
    lost: cells.filter(({ path }) => !results.has(path)).length,
    twice: [...done.values()].filter((times) => times > 1).length,
    begun: workers.reduce((sum, { lines }) => sum + linesOf(lines, ': begun').length, 0),
    elapsedInMs,
    memoryBefore,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

/** How often workers finished each cell. */
function countDone(workers: readonly BenchProcess[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { lines } of workers)
    for (const line of linesOf(lines, ': done')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function linesOf(lines: readonly string[], ending: string): readonly string[] {
  return lines.filter((line) => line.endsWith(ending));
}

async function planFakes({ cells: count, dataDir }: LoadOptions): Promise<readonly Cell[]> {
  const { cells } = planCells({
    ...{ name: 'table9', experiment: await loadExperiment('table9'), model: 'fake' },
    ...{ datasets: ['navigate'], rows: ['DLN-1'], limit: 3, dataDir },
    seeds: Array.from({ length: count }, (_, seed) => seed),
    sweep: [{ label: '', settings: {} }],
  });
  return cells;
}
