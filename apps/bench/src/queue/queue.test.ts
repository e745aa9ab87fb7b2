import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCellStore } from '../cells/cell-store.ts';
import { planCells, type Plan } from '../cells/plan-cells.ts';
import { runCell } from '../cells/run-cell.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { buildSheets } from '../report/build-sheets.ts';
import { writeHtml } from '../report/write-html.ts';
import { runCells } from '../running/run-cells.ts';
import { hasRedis, startRedis } from '../testing/start-redis.ts';
import { startWordServer } from '../testing/start-word-server.ts';
import { openQueue } from './open-queue.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const signal = new AbortController().signal;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-queue-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const reason = hasRedis ? '' : ' (skipped: no redis-server is installed)';

describe.skipIf(!hasRedis)(`a queue with two workers, one of which is killed${reason}`, () => {
  it('loses no cell and gives the report of a single process', { timeout: 400_000 }, async () => {
    await using server = await startWordServer({ latencyInMs: 15 });
    vi.stubEnv('OPENAI_BASE_URL', server.url);
    vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
    const { cells } = await planTable();

    await using redis = await startRedis();
    await using queue = await openQueue(redis.url);
    const first = startWorkerProcess(redis.url, join(folder, 'first'));
    const second = startWorkerProcess(redis.url, join(folder, 'second'));
    const inQueue = openCellStore(join(folder, 'queue'));
    const running = runCells({ cells, store: inQueue, run: queue.run, concurrency: 8, signal });
    await vi.waitFor(() => expect(begunOf(first)).not.toBe(0), waiting);
    await vi.waitFor(() => expect(begunOf(second)).not.toBe(0), waiting);
    // The first one has replies that a successor would pay for again.
    const begun = server.asked.length;
    await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(begun + 150), waiting);
    first.child.kill('SIGKILL');
    const outcomes = await running;
    expect(outcomes.map(({ type }) => type)).toEqual(cells.map(() => 'done'));
    // The cell that the first one had begun was begun again.
    expect(begunOf(first) + begunOf(second)).toBeGreaterThan(cells.length);
    second.child.kill();
    await once(second.child, 'exit');

    const asked = countOf(server.asked);
    const before = server.asked.length;

    const inProcess = openCellStore(join(folder, 'process'));
    await runCells({
      cells,
      store: inProcess,
      run: async ({ cell, lastPrompt }) =>
        runCell({ cell, lastPrompt, signal, directory: inProcess.runDirectory(cell) }),
      concurrency: 1,
      signal,
    });
    expect(await reportOf(join(folder, 'queue'))).toBe(await reportOf(join(folder, 'process')));
    // Issue 14.13: two folders, and yet only what was under way at the kill was asked again: a
    // request for each place of one cell, and the probe of the successor.
    const needed = countOf(server.asked.slice(before));
    const again = [...asked].reduce(
      (sum, [prompt, times]) => sum + Math.max(0, times - (needed.get(prompt) ?? 0)),
      0,
    );
    expect(again).toBeLessThanOrEqual(32 + 15);
  });
});

function countOf(prompts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const prompt of prompts) counts.set(prompt, (counts.get(prompt) ?? 0) + 1);
  return counts;
}

async function planTable(): Promise<Plan> {
  return planCells({
    name: 'table9',
    experiment: await loadExperiment('table9'),
    model: 'words',
    datasets: ['navigate'],
    rows: ['DLN-1', 'fix 2nd'],
    seeds: [13, 42],
    limit: 3,
    sweep: [{ label: '', settings: {} }],
    dataDir: join(root, 'data'),
  });
}

const waiting = { timeout: 150_000, interval: 5 };

interface WorkerProcess {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
}

function startWorkerProcess(url: string, runs: string): WorkerProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const flags = ['--conditions=@dln/source', main, 'worker', '--queue', url, '--runs', runs];
  const child = spawn(process.execPath, [...flags, '--silence', '5'], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: process.env,
  });
  const lines: string[] = [];
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  return { child, lines };
}

function begunOf({ lines }: WorkerProcess): number {
  return lines.filter((line) => line.endsWith(': begun')).length;
}

async function reportOf(runs: string): Promise<string> {
  const results = await openCellStore(runs).readAll();
  return writeHtml(buildSheets(results, { table9: await loadExperiment('table9') }, 5));
}
