/**
 * The two-sided p-value of McNemar's exact test: how often so unequal a split of the items that
 * changed comes about by chance.
 *
 * @param before whether each item was right before
 * @param after whether it is right now, in the same order
 */
export function mcNemarTest(before: readonly boolean[], after: readonly boolean[]): number {
  const lost = before.filter((isRight, item) => isRight && after[item] === false).length;
  const gained = before.filter((isRight, item) => !isRight && after[item] === true).length;
  const changed = lost + gained;
  // 2 · P(X ≤ fewer), X binomial with `changed` trials at 1/2; summed in logarithms, as 2^-changed
  // may underflow.
  let logTerm = -changed * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= Math.min(lost, gained); count++) {
    if (count > 0) logTerm += Math.log((changed - count + 1) / count);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
