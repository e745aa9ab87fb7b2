/**
 * Distributes `total` places over groups in proportion to their sizes, by largest remainder (first
 * group on ties). No group gets more than its size; `total` is at most the sum of the sizes.
 */
export function allotProportionally(sizes: readonly number[], total: number): readonly number[] {
  const sum = sizes.reduce((left, right) => left + right, 0);
  if (sum === 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (size * total) / sum);
  const shares = exact.map(Math.floor);
  const missing = total - shares.reduce((left, right) => left + right, 0);
  const byRemainder = exact
    .map((value, group) => ({ group, remainder: value - Math.floor(value) }))
    .sort((left, right) => right.remainder - left.remainder);
  for (const { group } of byRemainder.slice(0, missing)) shares[group] = (shares[group] ?? 0) + 1;
  return shares;
}
