/**
 * Holm's correction for a family of comparisons. Comparing each adjusted p with the level bounds
 * the probability of any false difference by that level (Holm, Scandinavian Journal of Statistics
 * 6, 1979).
 *
 * @param pValues of the whole family, in any order
 * @returns the adjusted p values in the same order
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues
    .map((pValue, at) => ({ pValue, at }))
    .toSorted((left, right) => left.pValue - right.pValue);
  const adjusted: number[] = [];
  let largest = 0;
  for (const [rank, { pValue, at }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValue));
    adjusted[at] = largest;
  }
  return adjusted;
}
