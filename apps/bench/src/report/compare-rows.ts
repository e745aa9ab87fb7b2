import type { CellResult } from '../cells/cell-result.ts';
import type { Comparison, Experiment } from '../experiments/experiment.ts';
import { judgeGains, type Gain } from '../statistics/judge-gains.ts';
import { measureGain, type MeasuredGain } from '../statistics/measure-gain.ts';
import { describeSeedGains, type SeedGains } from '../statistics/describe-seed-gains.ts';
import type { Sheet } from './sheet.ts';

/**
 * The experiment's comparisons by dataset. Verdicts are corrected together: the family is all
 * comparisons of the table.
 */
export function compareAllRows(
  experiment: Experiment,
  { rows, datasets, cells }: Pick<Sheet, 'rows' | 'datasets' | 'cells'>,
): Readonly<Record<string, readonly Gain[]>> {
  const measured = datasets.flatMap((dataset) =>
    compareRows(experiment, { rows, dataset, cells }).map((gain) => ({ dataset, gain })),
  );
  const judged = judgeGains(measured.map(({ gain }) => gain));
  return Object.fromEntries(
    datasets.map((dataset) => [
      dataset,
      judged.filter((_, at) => measured[at]?.dataset === dataset),
    ]),
  );
}

/**
 * The experiment's comparisons on a dataset, on the same test items and on the seeds that both rows
 * have. By default, the last row against each other one.
 */
function compareRows(
  experiment: Experiment,
  { rows, dataset, cells }: Pick<Sheet, 'rows' | 'cells'> & { readonly dataset: string },
): readonly MeasuredGain[] {
  const present = rows.filter((row) => cells[row]?.[dataset]);
  const last = present.at(-1);
  const pairs =
    experiment.compare.length > 0
      ? comparisonsOf(experiment, dataset)
      : present.slice(0, -1).flatMap((over) => (last === undefined ? [] : [{ row: last, over }]));
  return pairs.flatMap(({ row, over }) => {
    const runs = pairRuns(resultsOf(cells, over, dataset), resultsOf(cells, row, dataset));
    if (runs.length === 0) return [];
    return [
      measureGain(
        { name: row, answers: runs.map(({ second }) => second) },
        { name: over, answers: runs.map(({ first }) => first) },
      ),
    ];
  });
}

/** The experiment's comparisons on a dataset, seed by seed. */
export function compareSeeds(
  experiment: Experiment,
  { dataset, cells }: Pick<Sheet, 'cells'> & { readonly dataset: string },
): readonly SeedGains[] {
  return comparisonsOf(experiment, dataset).flatMap(({ row, over, points }) => {
    const named = (name: string): { name: string; runs: { seed: number; accuracy: number }[] } => ({
      name,
      runs: resultsOf(cells, name, dataset).map(({ cell, testAccuracy }) => ({
        seed: cell.name.seed,
        accuracy: testAccuracy,
      })),
    });
    return describeSeedGains({ first: named(row), second: named(over), points }) ?? [];
  });
}

function comparisonsOf({ compare }: Experiment, dataset: string): readonly Comparison[] {
  return compare.filter(({ datasets }) => datasets?.includes(dataset) ?? true);
}

function resultsOf(cells: Sheet['cells'], row: string, dataset: string): readonly CellResult[] {
  return cells[row]?.[dataset]?.results ?? [];
}

/** Answers of the seeds that both have. Runs on different numbers of test items are not paired. */
function pairRuns(
  first: readonly CellResult[],
  second: readonly CellResult[],
): readonly { readonly first: readonly boolean[]; readonly second: readonly boolean[] }[] {
  return second.flatMap((one) => {
    const other = first.find(({ cell }) => cell.name.seed === one.cell.name.seed);
    return other && other.right.length === one.right.length && one.right.length > 0
      ? [{ first: other.right, second: one.right }]
      : [];
  });
}
