import { setTimeout } from 'node:timers/promises';
import type { Cell } from '../cells/cell.ts';
import type { CellResult } from '../cells/cell-result.ts';
import type { CellStore } from '../cells/cell-store.ts';
import { failureMessage } from './failure-message.ts';
import { NeededCellError } from './needed-cell-error.ts';

/** Gets a cell run, here or elsewhere. */
export type RunJob = (job: {
  readonly cell: Cell;
  /** What the last layer begins with, where that is another cell's result. */
  readonly lastPrompt: string | undefined;
  readonly signal: AbortSignal;
}) => Promise<CellResult>;

/** What became of a cell. */
export type CellOutcome =
  | { readonly type: 'done' | 'skipped'; readonly cell: Cell; readonly result: CellResult }
  | { readonly type: 'failed'; readonly cell: Cell; readonly error: unknown };

/** Options of `runCells`. */
export interface RunCellsOptions {
  /** Those that others begin with stand before them. */
  readonly cells: readonly Cell[];
  readonly store: CellStore;
  readonly run: RunJob;
  /** Cells under way at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Leave cells alone that another process on this machine is running, and take its results. @default true */
  readonly shares?: boolean;
  readonly onOutcome?: (outcome: CellOutcome) => void;
}

/** How long to wait before a look at cells that other processes run. */
const pauseInMs = 500;

/**
 * Runs the cells that have no result yet. A cell that fails leaves a word in its folder and does not stop the others; one that is to begin with its result fails,
 * too. Several processes can share a folder: each takes what no other has. Where the signal says stop, nothing more begins.
 */
export async function runCells(options: RunCellsOptions): Promise<readonly CellOutcome[]> {
  const { cells, store, concurrency, signal, onOutcome } = options;
  const outcomes = new Map<string, Promise<CellOutcome>>();
  const waiting = [...cells];
  let inVain = 0;
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
      signal.throwIfAborted();
      const begun = await begin(options, cell, outcomes);
      if (begun === undefined) {
        waiting.push(cell);
        inVain++;
        if (inVain >= waiting.length) await setTimeout(pauseInMs, undefined, { signal });
        continue;
      }
      inVain = 0;
      using _claim = begun.claim;
      outcomes.set(cell.path, begun.outcome);
      const settled = await begun.outcome;
      if (settled.type === 'failed') {
        signal.throwIfAborted();
        await store.writeFailure(cell, failureMessage(settled.error));
      }
      onOutcome?.(settled);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return Promise.all(cells.flatMap(({ path }) => outcomes.get(path) ?? []));
}

interface Begun {
  readonly outcome: Promise<CellOutcome>;
  readonly claim: Disposable | undefined;
}

/** Nothing where another process has the cell, or has the one that it begins with. */
async function begin(
  options: RunCellsOptions,
  cell: Cell,
  outcomes: ReadonlyMap<string, Promise<CellOutcome>>,
): Promise<Begun | undefined> {
  const { store, shares = true } = options;
  const known = await store.read(cell);
  if (known)
    return {
      outcome: Promise.resolve({ type: 'skipped', cell, result: known }),
      claim: undefined,
    };
  const needed =
    cell.lastPromptFrom === null ? undefined : (outcomes.get(cell.lastPromptFrom) ?? 'missing');
  if (needed === 'missing') return undefined;
  const claim = shares ? await store.claim(cell) : undefined;
  if (shares && claim === undefined) return undefined;
  return { outcome: settle(options, cell, needed), claim };
}

async function settle(
  { store, run, signal }: RunCellsOptions,
  cell: Cell,
  needing: Promise<CellOutcome> | undefined,
): Promise<CellOutcome> {
  try {
    // It may have come from another process since the last look.
    const known = await store.read(cell);
    if (known) return { type: 'skipped', cell, result: known };
    const needed = await needing;
    if (needed?.type === 'failed') throw new NeededCellError(needed.cell.path);
    const result = await run({ cell, lastPrompt: needed?.result.prompts.at(-1), signal });
    await store.write(result);
    return { type: 'done', cell, result };
  } catch (error) {
    return { type: 'failed', cell, error };
  }
}
