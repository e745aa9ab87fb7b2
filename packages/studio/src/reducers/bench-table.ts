import type { RunEntry } from '../contract.ts';

/** A figure of a bench table. */
export interface BenchFigure {
  /** Mean test accuracy over seeds; null if no result has one. */
  readonly mean: number | null;
  /** Sample standard deviation over seeds; null for fewer than two. */
  readonly deviation: number | null;
  readonly seeds: number;
  /** Of the setting with the best mean dev accuracy; empty without a sweep. */
  readonly setting: string;
}

/** One experiment with one model and one variant. */
export interface BenchTable {
  readonly name: string;
  readonly rows: readonly string[];
  readonly datasets: readonly string[];
  /** `row → dataset → figure` */
  readonly figures: ReadonlyMap<string, ReadonlyMap<string, BenchFigure>>;
}

/**
 * Groups results of the bench into tables. Of a sweep, the setting with the best mean dev accuracy
 * counts.
 */
export function benchTables(cells: readonly RunEntry[]): readonly BenchTable[] {
  const named = cells.flatMap((entry) => (entry.cell ? [{ entry, cell: entry.cell }] : []));
  const groups = Map.groupBy(named, ({ cell }) =>
    [cell.experiment, cell.model, cell.variant].join(' · '),
  );
  return [...groups].map(([name, group]) => {
    const rows = [...new Set(group.map(({ cell }) => cell.row))];
    const datasets = [...new Set(group.map(({ cell }) => cell.dataset))];
    return {
      name,
      rows,
      datasets,
      figures: new Map(
        rows.map((row) => [
          row,
          new Map(
            datasets.flatMap((dataset) => {
              const own = group.filter(({ cell }) => cell.row === row && cell.dataset === dataset);
              return own.length === 0 ? [] : [[dataset, figureOf(own)] as const];
            }),
          ),
        ]),
      ),
    };
  });
}

function figureOf(
  cells: readonly { readonly entry: RunEntry; readonly cell: { readonly setting: string } }[],
): BenchFigure {
  const settings = [...Map.groupBy(cells, ({ cell }) => cell.setting)].map(([setting, own]) => ({
    setting,
    dev: meanOf(own.flatMap(({ entry }) => entry.devAccuracy ?? [])) ?? -Infinity,
    test: own.flatMap(({ entry }) => entry.testAccuracy ?? []),
  }));
  const [first, ...others] = settings;
  if (!first) return { mean: null, deviation: null, seeds: 0, setting: '' };
  const { setting, test } = others.reduce((a, b) => (b.dev > a.dev ? b : a), first);
  return { mean: meanOf(test), deviation: deviationOf(test), seeds: test.length, setting };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
