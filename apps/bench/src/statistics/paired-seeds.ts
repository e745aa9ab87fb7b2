import jstat from 'jstat';

/** Paired runs of two methods, one pair per seed: the statistics of their difference. */
export interface PairedSeeds {
  readonly mean: number;
  /** Half the 95 % interval by Student's t. */
  readonly halfWidth: number;
  /**
   * Two-sided, by Student's t; by the exact sign-flip test if all differences are equal and t is
   * undefined.
   */
  readonly pValue: number;
  /** The smallest p of an exact sign-flip test with this many seeds: 2 ^ (1 − seeds). */
  readonly smallestSignFlipP: number;
  /**
   * The smallest mean difference that the t test detects at a level, with the spread of these
   * seeds; null without spread.
   */
  readonly leastDifference: (level: number) => number | null;
}

/**
 * The paired t test over seeds.
 *
 * @param differences accuracy of the first method minus that of the second, one per seed; two or
 * more
 */
export function pairedSeeds(differences: readonly number[]): PairedSeeds {
  const { studentt } = jstat.jStat;
  const count = differences.length;
  const freedom = count - 1;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / freedom / count);
  // Shares of equal differences vary by rounding only.
  const hasSpread = standardError > 1e-12;
  const smallestSignFlipP = 2 ** (1 - count);
  const signFlipP = Math.abs(mean) > 1e-12 ? smallestSignFlipP : 1;
  const least = (level: number): number => studentt.inv(1 - level / 2, freedom) * standardError;
  return {
    mean,
    halfWidth: hasSpread ? least(0.05) : 0,
    pValue: hasSpread ? 2 * studentt.cdf(-Math.abs(mean / standardError), freedom) : signFlipP,
    smallestSignFlipP,
    leastDifference: (level) => (hasSpread ? least(level) : null),
  };
}
