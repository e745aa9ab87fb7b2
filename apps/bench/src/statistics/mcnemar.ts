import jstat from 'jstat';

/** Items on which two methods differ, and the probability of such a difference by chance. */
export interface McNemarResult {
  /** Items that only the first method got right. */
  readonly onlyFirst: number;
  /** Items that only the second method got right. */
  readonly onlySecond: number;
  /**
   * Two-sided and exact: the probability of a split at least this uneven if neither method is
   * better.
   */
  readonly pValue: number;
}

/**
 * McNemar's exact test on the same items, in the same order.
 *
 * @param first whether the first method got each item right
 * @param second likewise
 */
export function mcNemar(first: readonly boolean[], second: readonly boolean[]): McNemarResult {
  const onlyFirst = first.filter((isRight, item) => isRight && second[item] === false).length;
  const onlySecond = first.filter((isRight, item) => !isRight && second[item] === true).length;
  const fewer = Math.min(onlyFirst, onlySecond);
  const differing = onlyFirst + onlySecond;
  // 2 · P(X ≤ fewer), X binomial in the differing items at 1/2
  const pValue =
    differing === 0 ? 1 : Math.min(1, 2 * jstat.jStat.binomial.cdf(fewer, differing, 0.5));
  return { onlyFirst, onlySecond, pValue };
}
