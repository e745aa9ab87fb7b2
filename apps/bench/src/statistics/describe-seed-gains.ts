import { formatPoints } from './format-points.ts';
import { meanInterval, type MeanInterval } from './mean-interval.ts';

/** Two methods, seed by seed: the gain of each run. */
export interface SeedGains {
  /** Accuracy of the first minus that of the second, 0 to 1. `[seed]` */
  readonly gains: readonly { readonly seed: number; readonly gain: number }[];
  /** Over seeds, by Student's t on the paired differences. */
  readonly mean: MeanInterval;
  /** The lowest accuracy of the first method with any seed. */
  readonly lowest: number;
  readonly sentence: string;
}

/** Accuracy of one method with one seed. */
export interface SeedAccuracy {
  readonly seed: number;
  readonly accuracy: number;
}

/**
 * The gain of one method over another with each common seed, and its mean with a paired 95 %
 * interval over seeds. The interval covers other seeds on these items; the bootstrap of
 * `describeGain` adds other items.
 *
 * @param points a gain in percentage points to count seeds by
 */
export function describeSeedGains({
  first,
  second,
  points,
}: {
  readonly first: { readonly name: string; readonly runs: readonly SeedAccuracy[] };
  readonly second: { readonly name: string; readonly runs: readonly SeedAccuracy[] };
  readonly points?: number | undefined;
}): SeedGains | undefined {
  const gains = first.runs.flatMap(({ seed, accuracy }) => {
    const other = second.runs.find((run) => run.seed === seed);
    return other ? [{ seed, gain: accuracy - other.accuracy, accuracy }] : [];
  });
  if (gains.length === 0) return undefined;
  const mean = meanInterval(gains.map(({ gain }) => gain));
  const lowest = Math.min(...gains.map(({ accuracy }) => accuracy));
  const list = gains.map(({ seed, gain }) => `${seed}: ${formatPoints(gain)}`).join(', ');
  return {
    gains: gains.map(({ seed, gain }) => ({ seed, gain })),
    mean,
    lowest,
    sentence: `${first.name} over ${second.name}, by seed: ${list}. ${describeMean(mean)} The lowest accuracy of ${first.name} is ${(
      lowest * 100
    ).toFixed(1)} %.${points === undefined ? '' : ` ${countAbove(gains, points)}`}`,
  };
}

function describeMean({ mean, halfWidth }: MeanInterval): string {
  if (halfWidth === null) return 'A single seed says nothing of others.';
  const range = `${formatPoints(mean - halfWidth)} to ${formatPoints(mean + halfWidth)}`;
  return (
    `Mean ${formatPoints(mean)} points, 95 % interval over seeds ${range}, not corrected for ` +
    'other comparisons.'
  );
}

function countAbove(gains: readonly { readonly gain: number }[], points: number): string {
  // Accuracies are shares of items: 0.65 − 0.5 is a little below 0.15 in binary.
  const above = gains.filter(({ gain }) => gain * 100 >= points - 1e-9).length;
  return `${above} of ${gains.length} seeds gain at least ${points} points.`;
}
