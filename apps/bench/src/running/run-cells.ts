import { setTimeout } from 'node:timers/promises';
import type { Cell } from '../cells/cell.ts';
import type { CellResult } from '../cells/cell-result.ts';
import type { CellStore } from '../cells/cell-store.ts';
import { failureMessage } from './failure-message.ts';
import { CellError } from '../cells/cell-error.ts';

/** Runs a cell, here or elsewhere. */
export type RunJob = (job: {
  readonly cell: Cell;
  /** The initial prompt of the last layer, if it is another cell's result. */
  readonly lastPrompt: string | undefined;
  readonly signal: AbortSignal;
}) => Promise<CellResult>;

/** The outcome of a cell. */
export type CellOutcome =
  | { readonly type: 'done' | 'skipped'; readonly cell: Cell; readonly result: CellResult }
  | { readonly type: 'failed'; readonly cell: Cell; readonly error: unknown };

/** Options of `runCells`. */
export interface RunCellsOptions {
  /** In order of their dependencies. */
  readonly cells: readonly Cell[];
  readonly store: CellStore;
  readonly run: RunJob;
  /** Concurrent cells. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /**
   * Skips cells that another process on this machine is running, and uses its results. @default
   * true
   */
  readonly shares?: boolean;
  readonly onOutcome?: (outcome: CellOutcome) => void;
}

/** Polling interval for cells of other processes. */
const pauseInMs = 500;

/**
 * Runs the cells without a result. A failed cell leaves a record in its folder and does not stop
 * the others; cells that start from its result fail as well. Several processes can share a folder:
 * each takes cells that no other process has. After an abort no further cell starts.
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

/** Undefined if another process has the cell, or its dependency. */
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
    // Another process may have finished it since the last check.
    const known = await store.read(cell);
    if (known) return { type: 'skipped', cell, result: known };
    const needed = await needing;
    if (needed?.type === 'failed')
      throw new CellError(
        'needed-cell',
        `it starts from the result of ${needed.cell.path}, which failed`,
      );
    const result = await run({ cell, lastPrompt: needed?.result.prompts.at(-1), signal });
    await store.write(result);
    return { type: 'done', cell, result };
  } catch (error) {
    return { type: 'failed', cell, error };
  }
}
