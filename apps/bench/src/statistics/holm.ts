/**
 * Holm's correction for a family of comparisons: each adjusted p is compared with the level itself, and the chance that any of them is called a difference without
 * being one stays below that level (Holm, Scandinavian Journal of Statistics 6, 1979).
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
