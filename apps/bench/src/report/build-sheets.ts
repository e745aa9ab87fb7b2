import type { CellName } from '../cells/cell.ts';
import type { CellFailure } from '../cells/cell-store.ts';
import type { CellResult } from '../cells/cell-result.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { binomialInterval } from '../statistics/binomial-interval.ts';
import { meanInterval, type MeanInterval } from '../statistics/mean-interval.ts';
import { topByDev } from '../statistics/top-by-dev.ts';
import { compareAllRows, compareSeeds } from './compare-rows.ts';
import { findGaps } from './find-gaps.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/**
 * The pages of a report: results by experiment, model, variant and limit. Results that no longer
 * belong to an experiment are left out.
 *
 * @param top number of sweep settings to show
 * @param failures cells without a result, with the reasons
 */
export function buildSheets(
  results: readonly CellResult[],
  experiments: Readonly<Record<string, Experiment>>,
  top: number,
  failures: readonly CellFailure[] = [],
): readonly Sheet[] {
  const groups = Map.groupBy(results, ({ cell: { name } }) => pageOf(name));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const experiment = experiments[first.cell.name.experiment];
    const own = failures.filter(({ cell }) => pageOf(cell) === pageOf(first.cell.name));
    return experiment ? [buildSheet([first, ...others], own, experiment, top)] : [];
  });
}

function pageOf({ experiment, model, variant, limit }: CellName): string {
  return JSON.stringify([experiment, model, variant, limit]);
}

function buildSheet(
  results: readonly [CellResult, ...CellResult[]],
  failures: readonly CellFailure[],
  experiment: Experiment,
  top: number,
): Sheet {
  const { name } = results[0].cell;
  const has = (key: 'row' | 'dataset', value: string): boolean =>
    results.some(({ cell }) => cell.name[key] === value);
  const rows = Object.keys(experiment.rows).filter((row) => has('row', row));
  const datasets = Object.keys(experiment.datasets).filter((dataset) => has('dataset', dataset));
  const cells: Record<string, Record<string, SheetCell>> = {};
  for (const row of rows)
    for (const dataset of datasets) {
      const members = results.filter(
        ({ cell }) => cell.name.row === row && cell.name.dataset === dataset,
      );
      const cell = buildCell(members, experiment.measure, top);
      if (cell) cells[row] = { ...cells[row], [dataset]: cell };
    }
  const byDataset = <Value>(read: (dataset: string) => Value): Readonly<Record<string, Value>> =>
    Object.fromEntries(datasets.map((dataset) => [dataset, read(dataset)]));
  return {
    name: name.experiment,
    experiment,
    model: name.model,
    models: [...new Set(results.flatMap(({ models }) => models))],
    variant: name.variant,
    limit: name.limit,
    seeds: [...new Set(results.map(({ cell }) => cell.name.seed))].sort(
      (left, right) => left - right,
    ),
    datasets,
    rows,
    cells,
    gains:
      experiment.measure === 'accuracy'
        ? compareAllRows(experiment, { rows, datasets, cells })
        : {},
    seedGains: byDataset((dataset) => compareSeeds(experiment, { dataset, cells })),
    notes: gatherNotes(results, rows),
    gaps: findGaps({ experiment, variant: name.variant, results, failures }),
  };
}

/** Each note once, with its rows unless it applies to all. */
function gatherNotes(results: readonly CellResult[], rows: readonly string[]): readonly string[] {
  const rowsOf = new Map<string, Set<string>>();
  for (const { cell, notes } of results)
    for (const note of notes) rowsOf.set(note, (rowsOf.get(note) ?? new Set()).add(cell.name.row));
  return [...rowsOf].map(([note, own]) =>
    own.size === rows.length
      ? `${note}.`
      : `${rows.filter((row) => own.has(row)).join(', ')}: ${note}.`,
  );
}

function buildCell(
  results: readonly CellResult[],
  measure: Experiment['measure'],
  top: number,
): SheetCell | undefined {
  const runs = results
    .map((result) => ({
      setting: result.cell.name.setting,
      devAccuracy: result.devAccuracy,
      result,
    }))
    .sort((left, right) => left.result.cell.name.seed - right.result.cell.name.seed);
  const best = topByDev(runs, Infinity).map(({ setting, devMean, runs: members }) => ({
    setting,
    devMean,
    results: members.map(({ result }) => result),
  }));
  const [first] = best;
  if (!first) return undefined;
  const figureOf = (members: readonly CellResult[]): MeanInterval =>
    meanInterval(
      members.map((result) =>
        measure === 'accuracy' ? result.testAccuracy * 100 : result.testTokens,
      ),
    );
  const isExact = measure === 'accuracy' && (isOneShot(first.results) || isConstant(first.results));
  return {
    figure: figureOf(first.results),
    exact: isExact ? exactOf(first.results) : null,
    setting: first.setting,
    top:
      best.length < 2
        ? []
        : best.slice(0, top).map(({ setting, devMean, results: members }) => ({
            setting,
            devMean,
            test: figureOf(members),
          })),
    results: first.results,
  };
}

/**
 * Whether the seed has no effect: one or two calls with fixed prompts at temperature 0, as in every
 * test.
 */
function isOneShot(results: readonly CellResult[]): boolean {
  return results.every(
    ({ cell: { method } }) => method.kind === 'zero-shot' || method.kind === 'cot',
  );
}

/** Whether all seeds have the same accuracy, so their spread is unknown. True for a single run. */
function isConstant(results: readonly CellResult[]): boolean {
  return new Set(results.map(({ testAccuracy }) => testAccuracy)).size < 2;
}

/**
 * Over test items, with the mean number of right answers: seeds with equal answers are not new
 * items.
 */
function exactOf(results: readonly CellResult[]): SheetCell['exact'] {
  const items = results[0]?.right.length ?? 0;
  if (items === 0) return null;
  const counts = results.map(({ right }) => right.filter(Boolean).length);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const { low, high } = binomialInterval(mean, items);
  return { low: low * 100, high: high * 100 };
}
