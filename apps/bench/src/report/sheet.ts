import type { CellResult } from '../cells/cell-result.ts';
import type { Experiment, PaperFigure } from '../experiments/experiment.ts';
import type { Interval } from '../statistics/interval.ts';
import type { Gain } from '../statistics/judge-gains.ts';
import type { SeedGains } from '../statistics/describe-seed-gains.ts';
import type { MeanInterval } from '../statistics/mean-interval.ts';

/** A figure of ours: one row on one dataset. */
export interface SheetCell {
  /** In percent, or in tokens, as the experiment measures. */
  readonly figure: MeanInterval;
  /** The exact binomial interval of the accuracy over test items, in percent, if seeds say nothing of its spread: a single run, a one-shot method, the same result with every seed. Else null. */
  readonly exact: Interval | null;
  /** The setting that did best on dev; empty where nothing was swept. */
  readonly setting: string;
  /** Settings that did best on dev, best first, where several were tried. */
  readonly top: readonly {
    readonly setting: string;
    readonly devMean: number;
    readonly test: MeanInterval;
  }[];
  /** Runs of that setting, in the order of their seeds. */
  readonly results: readonly CellResult[];
}

/** One experiment with one model, one variant and one limit: a page of the report. */
export interface Sheet {
  readonly name: string;
  readonly experiment: Experiment;
  readonly model: string;
  /** Ids as the backends give them. */
  readonly models: readonly string[];
  readonly variant: string;
  readonly limit: number | null;
  /** Of all results together, smallest first. */
  readonly seeds: readonly number[];
  readonly datasets: readonly string[];
  readonly rows: readonly string[];
  /** `[row][dataset]` */
  readonly cells: Readonly<Record<string, Readonly<Record<string, SheetCell>>>>;
  /** What the experiment compares, or the last row against each other one, by dataset; corrected together. Empty if tokens are measured. */
  readonly gains: Readonly<Record<string, readonly Gain[]>>;
  /** What the experiment compares, seed by seed; by dataset. */
  readonly seedGains: Readonly<Record<string, readonly SeedGains[]>>;
  readonly notes: readonly string[];
  /** What stands between these figures and the whole table: cells that failed, rows that were not run, runs that do not belong together. */
  readonly gaps: readonly string[];
}

/** What the paper says of a row on a dataset, by its model. */
export function paperFigure(
  { paper }: Experiment,
  model: string,
  row: string,
  dataset: string,
): PaperFigure | undefined {
  return paper[model]?.[row]?.[dataset];
}
