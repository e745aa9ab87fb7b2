/**
 * Index of the first largest value. NaN counts as smaller than anything; 0 if there is nothing
 * else.
 */
export function argMax(values: readonly number[]): number {
  let best = 0;
  let bestValue = -Infinity;
  values.forEach((value, index) => {
    if (value > bestValue) {
      best = index;
      bestValue = value;
    }
  });
  return best;
}
