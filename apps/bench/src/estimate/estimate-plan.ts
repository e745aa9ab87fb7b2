import type { PriceTable } from '@dln/llm';
import { isUserFacing } from '@dln/run';
import type { Cell } from '../cells/cell.ts';
import { estimateCell } from './estimate-cell.ts';
import type { CostByBound } from './cost-by-bound.ts';

/** A cell with its estimate, or with the reason that it is missing. */
export type EstimatedCell =
  | { readonly cell: Cell; readonly expense: CostByBound }
  | { readonly cell: Cell; readonly problem: string };

/**
 * Estimates each cell. Reads datasets and sends nothing. A cell that cannot be run, for instance
 * because of missing data, does not affect the others.
 */
export async function estimatePlan(
  cells: readonly Cell[],
  prices: readonly PriceTable[],
): Promise<readonly EstimatedCell[]> {
  const known = new Map<string, CostByBound | string>();
  const estimated: EstimatedCell[] = [];
  for (const cell of cells) {
    const key = keyOf(cell);
    const found = known.get(key) ?? (await attempt(cell, prices));
    known.set(key, found);
    estimated.push(typeof found === 'string' ? { cell, problem: found } : { cell, expense: found });
  }
  return estimated;
}

/** Sizes and lengths hardly depend on the seed. */
function keyOf({ configuration, method, embeddingModel }: Cell): string {
  return JSON.stringify([
    { ...configuration, seed: null, samplerSeed: null },
    method,
    embeddingModel,
  ]);
}

async function attempt(cell: Cell, prices: readonly PriceTable[]): Promise<CostByBound | string> {
  try {
    return await estimateCell(cell, prices);
  } catch (error) {
    if (!isUserFacing(error)) throw error;
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  }
}
