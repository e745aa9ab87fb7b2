import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell } from '../cells/cell.ts';
import { openCellStore, type CellStore } from '../cells/cell-store.ts';
import { planCells } from '../cells/plan-cells.ts';
import { loadExperiment } from '../experiments/load-experiment.ts';
import { createResult } from '../testing/create-result.ts';
import { runCells, type RunJob } from './run-cells.ts';

let folder = '';
let store: CellStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-bench-'));
  store = openCellStore(folder);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const signal = new AbortController().signal;

async function planTable9(limit?: number): Promise<readonly Cell[]> {
  const { cells } = planCells({
    name: 'table9',
    experiment: await loadExperiment('table9'),
    model: 'm',
    rows: ['DLN-1', 'fix 2nd'],
    datasets: ['navigate', 'subj'],
    seeds: [13],
    limit,
    sweep: [{ label: '', settings: {} }],
    dataDir: 'data',
  });
  return cells;
}

const succeed: RunJob = async ({ cell }) =>
  createResult(cell, { prompts: [`learned on ${cell.name.dataset}`] });

describe('runCells', () => {
  it('begins a cell with the prompt that another one has learned', async () => {
    // Cells that wait for different results begin in any order.
    const begins = new Map<string, string | undefined>();
    const run: RunJob = async (job) => {
      begins.set(`${job.cell.name.row} on ${job.cell.name.dataset}`, job.lastPrompt);
      return succeed(job);
    };
    await runCells({ cells: await planTable9(), store, run, concurrency: 4, signal });
    expect(Object.fromEntries(begins)).toEqual({
      'DLN-1 on navigate': undefined,
      'DLN-1 on subj': undefined,
      'fix 2nd on navigate': 'learned on navigate',
      'fix 2nd on subj': 'learned on subj',
    });
  });

  it('skips finished cells, unless their settings changed', async () => {
    const cells = await planTable9();
    await runCells({ cells, store, run: succeed, concurrency: 1, signal });
    const refuse: RunJob = async () => {
      throw new Error('should not run');
    };
    const again = await runCells({ cells, store, run: refuse, concurrency: 1, signal });
    expect(again.map(({ type }) => type)).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
    const changed = cells.map((cell) => ({
      ...cell,
      configuration: { ...cell.configuration, iters: 3 },
    }));
    const anew = await runCells({ cells: changed, store, run: succeed, concurrency: 1, signal });
    expect(anew.map(({ type }) => type)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('continues after a failed cell, and fails cells that start from it', async () => {
    const cells = await planTable9();
    const run: RunJob = async (job) => {
      if (job.cell.name.dataset === 'navigate') throw new TypeError('no such thing');
      return succeed(job);
    };
    const outcomes = await runCells({ cells, store, run, concurrency: 1, signal });
    expect(outcomes.map(({ type, cell }) => [cell.name.row, cell.name.dataset, type])).toEqual([
      ['DLN-1', 'navigate', 'failed'],
      ['DLN-1', 'subj', 'done'],
      ['fix 2nd', 'navigate', 'failed'],
      ['fix 2nd', 'subj', 'done'],
    ]);
    const [, , dependent] = cells;
    const failure = await readFile(join(folder, dependent?.path ?? '', 'failure.json'), 'utf8');
    expect(JSON.parse(failure)).toMatchObject({
      message: 'it starts from the result of table9/m/paper/navigate/dln-1/seed-13, which failed',
    });
    const after = await runCells({ cells, store, run: succeed, concurrency: 1, signal });
    expect(after.map(({ type }) => type)).toEqual(['done', 'skipped', 'done', 'skipped']);
  });

  it('starts no cell after an abort', async () => {
    const controller = new AbortController();
    const run: RunJob = async () => {
      controller.abort(new Error('stopped'));
      throw new Error('ended by the signal');
    };
    const cells = await planTable9();
    await expect(
      runCells({ cells, store, run, concurrency: 1, signal: controller.signal }),
    ).rejects.toThrow('stopped');
    expect(await store.readAll()).toEqual([]);
  });

  it('skips a cell that another process runs, and uses its result', async () => {
    const cells = await planTable9();
    const [first] = cells;
    if (first === undefined) throw new Error('there is no cell');
    const others = await store.claim(first);
    const begun: string[] = [];
    const run: RunJob = async (job) => {
      begun.push(`${job.cell.name.row} ${job.cell.name.dataset}`);
      // The other process ends while this one still works.
      if (begun.length === 2) {
        await store.write(createResult(first, { prompts: ['learned elsewhere'] }));
        others?.[Symbol.dispose]();
      }
      return createResult(job.cell, { prompts: [job.lastPrompt ?? 'none'] });
    };
    const outcomes = await runCells({ cells, store, run, concurrency: 1, signal });
    expect(outcomes.map(({ type }) => type)).toEqual(['skipped', 'done', 'done', 'done']);
    expect(begun).toEqual(['DLN-1 subj', 'fix 2nd subj', 'fix 2nd navigate']);
    expect((await store.readAll()).map(({ prompts }) => prompts[0])).toContain('learned elsewhere');
  });

  it('runs a cell again whose result is damaged', async () => {
    const [cell] = await planTable9();
    const cells = cell ? [cell] : [];
    await runCells({ cells, store, run: succeed, concurrency: 1, signal });
    const file = join(folder, cell?.path ?? '', 'result.json');
    await writeFile(file, '{"cell": {');
    expect(await store.readAll()).toEqual([]);
    expect(await store.listDamaged()).toEqual([file]);
    const again = await runCells({ cells, store, run: succeed, concurrency: 1, signal });
    expect(again.map(({ type }) => type)).toEqual(['done']);
    expect(await store.listDamaged()).toEqual([]);
  });
});
