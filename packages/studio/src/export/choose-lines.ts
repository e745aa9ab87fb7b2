import type { LineSummary } from '../contract.ts';

/**
 * Chooses the lines whose texts go into an export: parameters first, then the tests and the latest
 * step, the first, the best and the latest validation, the first step, and from then on the latest
 * of the others, as long as they fit.
 *
 * @returns indices of `lines`
 */
export function chooseLines(
  lines: readonly LineSummary[],
  budgetInBytes: number,
): ReadonlySet<number> {
  const special = specialLines(lines);
  const order = lines
    .map((line, index) => ({ index, line, rank: special.get(index) ?? rankOf(line) }))
    .filter(({ rank }) => rank < NEVER)
    .sort((one, other) => one.rank - other.rank || other.index - one.index);
  const chosen = new Set<number>();
  let left = budgetInBytes;
  for (const { index, line } of order) {
    if (line.length > left) continue;
    left -= line.length;
    chosen.add(index);
  }
  return chosen;
}

const NEVER = 9;

/** Validations and steps that matter more than others. */
function specialLines(lines: readonly LineSummary[]): ReadonlyMap<number, number> {
  const isValidated = ({ type }: LineSummary): boolean => type === 'validated';
  const isStepped = ({ type }: LineSummary): boolean => type === 'stepped';
  return new Map([
    [lines.findIndex(isStepped), 3],
    [lines.findLastIndex(isStepped), 1],
    [lines.findIndex(isValidated), 2],
    [lines.findLastIndex(isValidated), 2],
    [lines.findLastIndex((line) => line.type === 'validated' && line.isBest), 2],
  ]);
}

function rankOf({ type }: LineSummary): number {
  switch (type) {
    case 'iteration':
    case 'restored':
      return 0;
    case 'tested':
    case 'baseline':
      return 1;
    case 'validated':
    case 'stepped':
      return 4;
    case 'omitted':
    case 'layout-chosen':
    case 'stopped-early':
    case 'counted':
    case 'interrupted':
    case 'failed':
    case 'other':
      // Their summaries say it all.
      return NEVER;
  }
}
