import { RandomState } from '@dln/random';
import type { Interval } from './interval.ts';
import { percentile } from './percentile.ts';

/** A difference of two means and its uncertainty. */
export interface PairedDifference {
  /** Mean of the first minus mean of the second. */
  readonly difference: number;
  /** 95 %, by percentiles of the resampled differences. */
  readonly interval: Interval;
}

/** Options of `pairedBootstrap`. */
export interface PairedBootstrapOptions {
  /** Values of the first method, `[run][item]`. */
  readonly first: readonly (readonly number[])[];
  /** Values of the second method: the same runs (seeds) on the same items, in the same order. */
  readonly second: readonly (readonly number[])[];
  readonly seed: number;
  /** @default 2000 */
  readonly resamples?: number;
}

/**
 * The difference of two methods on the same items. Items are resampled in pairs, which removes the
 * difficulty that both share; runs are resampled as well if there are several, because other seeds
 * would find other prompts.
 */
export function pairedBootstrap({
  first,
  second,
  seed,
  resamples = 2000,
}: PairedBootstrapOptions): PairedDifference {
  // [run][item]
  const differences = first.map((values, run) =>
    values.map((value, item) => value - (second[run]?.[item] ?? 0)),
  );
  const runs = differences.length;
  const items = differences[0]?.length ?? 0;
  const random = new RandomState(seed);
  const means = Array.from({ length: resamples }, () => {
    const drawnRuns = runs > 1 ? random.integers(0, runs, runs) : [0];
    const drawnItems = random.integers(0, items, items);
    return meanOver(differences, drawnRuns, drawnItems);
  }).sort((left, right) => left - right);
  return {
    difference: meanOver(differences, [...differences.keys()], [...Array(items).keys()]),
    interval: { low: percentile(means, 0.025), high: percentile(means, 0.975) },
  };
}

function meanOver(
  differences: readonly (readonly number[])[],
  runs: readonly number[],
  items: readonly number[],
): number {
  let sum = 0;
  for (const run of runs) for (const item of items) sum += differences[run]?.[item] ?? 0;
  return sum / (runs.length * items.length);
}
