import type { CellResult } from '../cells/cell-result.ts';
import type { Experiment, PaperFigure } from '../experiments/experiment.ts';
import type { Interval } from '../statistics/interval.ts';
import type { Gain } from '../statistics/judge-gains.ts';
import type { SeedGains } from '../statistics/describe-seed-gains.ts';
import type { MeanInterval } from '../statistics/mean-interval.ts';

/** A figure of ours: one row on one dataset. */
export interface SheetCell {
  /** In percent or in tokens, depending on the experiment. */
  readonly figure: MeanInterval;
  /**
   * The exact binomial interval of the accuracy over test items, in percent, if the spread over
   * seeds is unknown: a single run, a one-shot method, equal results for every seed. Otherwise
   * null.
   */
  readonly exact: Interval | null;
  /** The setting with the best dev accuracy; empty without a sweep. */
  readonly setting: string;
  /** The settings with the best dev accuracies, best first, if several were tried. */
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
  /** Ids reported by the backends. */
  readonly models: readonly string[];
  readonly variant: string;
  readonly limit: number | null;
  /** Seeds of all results, smallest first. */
  readonly seeds: readonly number[];
  readonly datasets: readonly string[];
  readonly rows: readonly string[];
  /** `[row][dataset]` */
  readonly cells: Readonly<Record<string, Readonly<Record<string, SheetCell>>>>;
  /**
   * The experiment's comparisons by dataset (default: the last row against each other one),
   * corrected together. Empty if tokens are measured.
   */
  readonly gains: Readonly<Record<string, readonly Gain[]>>;
  /** The experiment's comparisons seed by seed, by dataset. */
  readonly seedGains: Readonly<Record<string, readonly SeedGains[]>>;
  readonly notes: readonly string[];
  /** What is missing: failed cells, rows that were not run, runs that do not belong together. */
  readonly gaps: readonly string[];
}

/** The paper's figures for a row on a dataset, by its model. */
export function paperFigure(
  { paper }: Experiment,
  model: string,
  row: string,
  dataset: string,
): PaperFigure | undefined {
  return paper[model]?.[row]?.[dataset];
}
