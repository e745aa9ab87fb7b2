import { formatP, formatPoints } from './format-points.ts';
import { holm } from './holm.ts';
import type { MeasuredGain } from './measure-gain.ts';

/** A comparison with its verdict. */
export interface Gain extends MeasuredGain {
  /** By Holm's correction over all comparisons of the table. */
  readonly adjustedP: number;
  /**
   * Whether one method is better than the other, over seeds and items; never true for a single pair
   * of runs.
   */
  readonly isBeyondNoise: boolean;
  /**
   * The smallest mean difference that the seeds could have shown, 0 to 1; null for one pair of runs
   * or without spread.
   */
  readonly leastDifference: number | null;
  readonly sentence: string;
}

const level = 0.05;

/**
 * The verdicts of a table, corrected together by Holm's method: the family is all of its
 * comparisons, over all datasets. A difference is significant if the corrected p is below 0.05 and
 * the bootstrap interval over items and seeds excludes 0. The smallest difference that the seeds
 * could have shown is the one that the t test over seeds detects at 0.05 / comparisons, the
 * strictest step of the correction.
 */
export function judgeGains(measured: readonly MeasuredGain[]): readonly Gain[] {
  const adjusted = holm(measured.map(({ pValue }) => pValue));
  return measured.map((gain, at) => {
    const adjustedP = adjusted[at] ?? 1;
    const { low, high } = gain.interval;
    const isSignificant = adjustedP < level && (low > 0 || high < 0);
    return {
      ...gain,
      adjustedP,
      isBeyondNoise: gain.overSeeds !== null && isSignificant,
      leastDifference: gain.overSeeds?.leastDifference(level / measured.length) ?? null,
      sentence:
        `${verdict(gain, isSignificant)} (${figures(gain)}; p with Holm's correction ` +
        `${formatP(adjustedP)}).`,
    };
  });
}

function verdict(
  { first, second, seeds, difference, overSeeds }: MeasuredGain,
  isSignificant: boolean,
): string {
  const points = formatPoints(difference);
  if (overSeeds === null) {
    const size = Math.abs(difference * 100).toFixed(1);
    const found = isSignificant
      ? `${first} is ${difference > 0 ? 'better' : 'worse'} than ${second} by ${size} points`
      : `${first} and ${second} differ by ${size} points, no more than by chance`;
    return seeds > 1
      ? `On these items, ${found}; both answer the same with every seed`
      : `On these items, ${found}; one seed gives no verdict between methods`;
  }
  return isSignificant
    ? `${first} is ${difference > 0 ? 'better' : 'worse'} than ${second}: ${points} points on ` +
        'the same items'
    : `The difference between ${first} and ${second}, ${points} points, is inside the noise`;
}

function figures({ interval, overSeeds, mcNemarPs }: MeasuredGain): string {
  const range = `${formatPoints(interval.low)} to ${formatPoints(interval.high)}`;
  const mcNemar = `McNemar p ${mcNemarPs.map(formatP).join(', ')}`;
  if (overSeeds === null) return `95 % interval over items ${range}; ${mcNemar}`;
  const { mean, halfWidth, pValue } = overSeeds;
  const ofSeeds =
    `over seeds ${formatPoints(mean - halfWidth)} to ${formatPoints(mean + halfWidth)}, p ` +
    formatP(pValue);
  return `95 % interval over items and seeds ${range}; ${ofSeeds}; ${mcNemar}`;
}
