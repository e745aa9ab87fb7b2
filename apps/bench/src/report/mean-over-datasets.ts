import type { CellResult } from '../cells/cell-result.ts';
import { bootstrapOverTasks } from '../statistics/bootstrap-over-tasks.ts';
import { formatPoints } from '../statistics/format-points.ts';
import type { Interval } from '../statistics/interval.ts';
import type { Sheet } from './sheet.ts';

const bootstrapSeed = 42;

/** The heads of `meanRows`. */
export const meanHeads: readonly string[] = [
  'row',
  'mean test accuracy, %',
  'datasets',
  'runs',
  'tokens to learn, a run',
  'processor seconds, a run',
];

/**
 * For each row with results on all datasets of the sheet, its mean test accuracy over datasets and
 * what a run took. Empty for one dataset, and if tokens are measured.
 */
export function meanRows(sheet: Sheet): readonly (readonly string[])[] {
  const { rows, datasets, experiment } = sheet;
  if (datasets.length < 2 || experiment.measure !== 'accuracy') return [];
  return rows.flatMap((row) => {
    const byDataset = datasets.map((dataset) => resultsOf(sheet, row, dataset));
    if (byDataset.some(({ length }) => length === 0)) return [];
    const runs = byDataset.flat();
    const accuracy = meanOf(
      byDataset.map((results) => meanOf(results.map(({ testAccuracy }) => testAccuracy))),
    );
    const seconds = runs.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
    return [
      [
        row,
        (accuracy * 100).toFixed(1),
        String(datasets.length),
        String(runs.length),
        Math.round(meanOf(runs.map(({ trainingTokens }) => trainingTokens))).toLocaleString('en'),
        seconds.length === runs.length ? meanOf(seconds).toFixed(0) : '–',
      ],
    ];
  });
}

/**
 * The comparisons of an experiment as means over datasets, on the same seeds and test items: the
 * last row against each other one, unless the experiment names its own.
 */
export function describeOverallGains(sheet: Sheet): readonly string[] {
  const { rows, experiment } = sheet;
  const last = rows.at(-1);
  const pairs =
    experiment.compare.length > 0
      ? experiment.compare
      : rows.slice(0, -1).flatMap((over) => (last === undefined ? [] : [{ row: last, over }]));
  return pairs.flatMap(({ row, over }) => {
    const differences = differencesOf(sheet, row, over);
    if (differences.length < 2) return [];
    const { difference, ofTheseTasks, ofOtherTasks } = bootstrapOverTasks({
      differences,
      seed: bootstrapSeed,
    });
    const pairsOfRuns = differences.reduce((sum, runs) => sum + runs.length, 0);
    return [
      `${row} over ${over}: ${formatPoints(difference)} points, mean over ${differences.length} ` +
        `datasets and ${pairsOfRuns} pairs of runs. 95 % interval over seeds and test items ` +
        `${describe(ofTheseTasks)}; over datasets as well ${describe(ofOtherTasks)}.`,
    ];
  });
}

/** `[dataset][seed][item]`, for the datasets and seeds that both rows have. */
function differencesOf(
  sheet: Sheet,
  row: string,
  over: string,
): readonly (readonly (readonly number[])[])[] {
  return sheet.datasets.flatMap((dataset) => {
    const others = resultsOf(sheet, over, dataset);
    const runs = resultsOf(sheet, row, dataset).flatMap(({ cell, right }) => {
      const other = others.find((result) => result.cell.name.seed === cell.name.seed)?.right;
      if (other === undefined || other.length !== right.length || right.length === 0) return [];
      return [right.map((isRight, item) => Number(isRight) - Number(other[item]))];
    });
    return runs.length === 0 ? [] : [runs];
  });
}

function resultsOf({ cells }: Sheet, row: string, dataset: string): readonly CellResult[] {
  return cells[row]?.[dataset]?.results ?? [];
}

function describe({ low, high }: Interval): string {
  return `${formatPoints(low)} to ${formatPoints(high)}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
