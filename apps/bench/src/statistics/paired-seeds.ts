import jstat from 'jstat';

/** What paired runs of two methods, one pair for each seed, say of their difference. */
export interface PairedSeeds {
  readonly mean: number;
  /** Half the 95 % interval by Student's t. */
  readonly halfWidth: number;
  /** Two-sided, by Student's t; by the exact sign-flip test if all differences are equal, where t is not defined. */
  readonly pValue: number;
  /** The smallest p that an exact sign-flip test of so many seeds can give: 2 ^ (1 − seeds). */
  readonly smallestSignFlipP: number;
  /** The smallest mean difference that the t test calls one at a level, with the spread of these seeds; null if they have none. */
  readonly leastDifference: (level: number) => number | null;
}

/**
 * The paired t test over seeds.
 *
 * @param differences accuracy of the first method less that of the second, one for each seed; two or more
 */
export function pairedSeeds(differences: readonly number[]): PairedSeeds {
  const { studentt } = jstat.jStat;
  const count = differences.length;
  const freedom = count - 1;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / freedom / count);
  // Shares of items differ by rounding only where they are equal.
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
