import jstat from 'jstat';

/** The mean of some runs and its uncertainty. */
export interface MeanInterval {
  readonly mean: number;
  /**
   * Half the width of the 95 % interval; `null` for fewer than two values, whose spread is unknown.
   */
  readonly halfWidth: number | null;
  /** Number of values. */
  readonly count: number;
}

const upperTail = 0.975; // two-sided 95 %

/**
 * The mean of a figure over seeds with its 95 % interval by Student's t, as in the paper's tables
 * (section 3).
 *
 * @param values one or more, such as test accuracies
 */
export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, halfWidth: null, count };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  // t(0.975, n − 1) · s ÷ √n
  const halfWidth = jstat.jStat.studentt.inv(upperTail, count - 1) * standardError;
  return { mean, halfWidth, count };
}
