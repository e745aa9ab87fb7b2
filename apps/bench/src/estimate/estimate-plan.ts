import type { PriceTable } from '@dln/llm';
import { isUserFacing } from '@dln/run';
import type { Cell } from '../cells/cell.ts';
import { estimateCell } from './estimate-cell.ts';
import type { ExpenseByBound } from './expense-by-bound.ts';

/** A cell with what it takes, or with why that cannot be said. */
export type EstimatedCell =
  | { readonly cell: Cell; readonly expense: ExpenseByBound }
  | { readonly cell: Cell; readonly problem: string };

/** What each cell takes. Datasets are read, and nothing is sent; a cell that cannot be run, as for missing data, does not keep the others from their figures. */
export async function estimatePlan(
  cells: readonly Cell[],
  prices: readonly PriceTable[],
): Promise<readonly EstimatedCell[]> {
  const known = new Map<string, ExpenseByBound | string>();
  const estimated: EstimatedCell[] = [];
  for (const cell of cells) {
    const key = keyOf(cell);
    const found = known.get(key) ?? (await attempt(cell, prices));
    known.set(key, found);
    estimated.push(typeof found === 'string' ? { cell, problem: found } : { cell, expense: found });
  }
  return estimated;
}

/** Sizes and lengths do not depend on the seed to speak of. */
function keyOf({ configuration, method, embeddingModel }: Cell): string {
  return JSON.stringify([
    { ...configuration, seed: null, samplerSeed: null },
    method,
    embeddingModel,
  ]);
}

async function attempt(
  cell: Cell,
  prices: readonly PriceTable[],
): Promise<ExpenseByBound | string> {
  try {
    return await estimateCell(cell, prices);
  } catch (error) {
    if (!isUserFacing(error)) throw error;
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  }
}
