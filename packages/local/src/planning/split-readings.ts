import type { Reading } from './plan-readings.ts';

/** Smallest block in rows that is worth a separate worker. */
const SMALLEST_BLOCK = 256;

/** More rows than any text has. */
const FAR = 2 ** 40;

/**
 * Splits a plan into blocks of neighbours for several workers, about equal in rows. The worker of a
 * block evaluates again what its first reading shares with the one before, so each cut is placed
 * where this is smallest.
 *
 * @param count - largest number of blocks
 */
export function splitReadings(
  readings: readonly Reading[],
  count: number,
): readonly (readonly Reading[])[] {
  const ends = cumulativeRows(readings);
  const rows = ends.at(-1) ?? 0;
  const blocks = Math.max(1, Math.min(count, Math.floor(rows / SMALLEST_BLOCK)));
  const slack = rows / blocks / 4;
  const cuts = Array.from({ length: blocks - 1 }, (_, index) => {
    const ideal = (rows * (index + 1)) / blocks;
    return cheapestCut(readings, ends, { ideal, slack });
  });
  const bounds = [0, ...new Set(cuts), readings.length];
  return bounds
    .slice(1)
    .map((end, index) => readings.slice(bounds[index], end))
    .filter((block) => block.length > 0);
}

/**
 * Among the readings that begin near the ideal row, the one that shares the fewest rows with its
 * predecessor.
 */
function cheapestCut(
  readings: readonly Reading[],
  ends: readonly number[],
  { ideal, slack }: { readonly ideal: number; readonly slack: number },
): number {
  let best = 0;
  let bestCost = Infinity;
  for (const [index, { from }] of readings.entries()) {
    const start = ends[index - 1] ?? 0;
    const distance = Math.abs(start - ideal);
    // Within the slack, a shared row outweighs any distance. Beyond it, only the distance
    // counts, for plans of few and long readings.
    const cost = distance <= slack ? from + distance / (slack + 1) : FAR + distance;
    if (cost < bestCost) [best, bestCost] = [index, cost];
  }
  return best;
}

/** Cumulative number of rows after each reading. */
function cumulativeRows(readings: readonly Reading[]): readonly number[] {
  let sum = 0;
  return readings.map(({ tokens, from }) => (sum += tokens.length - from));
}
