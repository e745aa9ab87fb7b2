import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it as usual } from 'vitest';
import type { Cell } from '../cells/cell.ts';
import { planCells } from '../cells/plan-cells.ts';
import type { RunCellOptions } from '../cells/run-cell.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { createResult } from '../testing/create-result.ts';
import { servers, startRedis } from '../testing/start-redis.ts';
import { openQueue } from './open-queue.ts';
import { startWorker } from './start-worker.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const signal = new AbortController().signal;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-load-'));
});
afterEach(async () => rm(folder, { recursive: true }));

async function planFakes(count: number): Promise<readonly Cell[]> {
  const { cells } = planCells({
    ...{ name: 'table9', experiment: await loadExperiment('table9'), model: 'fake' },
    ...{ datasets: ['navigate'], rows: ['DLN-1'], limit: 3, dataDir: join(root, 'data') },
    seeds: Array.from({ length: count }, (_, seed) => seed),
    sweep: [{ label: '', settings: {} }],
  });
  return cells;
}

describe.each(servers)('a queue of fake cells with $title', ({ program, isInstalled }) => {
  const it = usual.skipIf(!isInstalled);

  it('loses none and ends none twice if two of eight workers die (issue 14.15)', async () => {
    await using redis = await startRedis({ program });
    await using queue = await openQueue(redis.url);
    const cells = await planFakes(120);
    const begun: string[] = [];
    const run = async ({ cell }: RunCellOptions) => {
      begun.push(cell.path);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return createResult(cell);
    };
    const workers = Array.from({ length: 8 }, () =>
      startWorker({ url: redis.url, concurrency: 2, runs: folder, silenceInMs: 2000, run }),
    );
    const results = cells.map((cell) => queue.run({ cell, lastPrompt: undefined, signal }));
    while (begun.length < 40) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all(workers.slice(0, 2).map((worker) => worker[Symbol.asyncDispose]()));
    const ended = await Promise.all(results);
    expect(ended.map(({ cell }) => cell.path)).toEqual(cells.map(({ path }) => path));
    // Only what the two had begun was begun again.
    expect(begun.length - cells.length).toBeLessThanOrEqual(4);
    await Promise.all(workers.slice(2).map((worker) => worker[Symbol.asyncDispose]()));
  }, 120_000);

  it('goes on after a restart that keeps its data (issue 14.13)', async () => {
    await using redis = await startRedis({ folder, program });
    await using queue = await openQueue(redis.url, { checkEveryInMs: 300 });
    const [cell] = await planFakes(1);
    if (cell === undefined) throw new Error('no cell was planned');
    const running = queue.run({ cell, lastPrompt: undefined, signal });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await redis.restart();
    await using _worker = startWorker({
      ...{ url: redis.url, concurrency: 1, runs: folder, silenceInMs: 2000 },
      run: async (options) => createResult(options.cell),
    });
    expect((await running).cell.path).toBe(cell.path);
  }, 60_000);

  it('ends with advice after a restart that loses its data', async () => {
    await using redis = await startRedis({ program });
    const notes: string[] = [];
    await using queue = await openQueue(redis.url, {
      checkEveryInMs: 300,
      onNote: (text) => notes.push(text),
    });
    expect(notes.join()).toContain('does not persist its data');
    const [cell] = await planFakes(1);
    if (cell === undefined) throw new Error('no cell was planned');
    const running = queue.run({ cell, lastPrompt: undefined, signal });
    running.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await redis.restart();
    await expect(running).rejects.toThrow('it was restarted without persistence');
  }, 60_000);
});
