/**
 * The expected least of `count` values that are drawn without replacement: the unbiased estimate of
 * the best of `count` samples. For losses of 0 and 1 it is 1 − pass@k of Chen et al. 2021 (arXiv
 * 2107.03374, equation 1).
 *
 * @throws RangeError unless `count` is from 1 to the number of values
 */
export function expectedMinimum(values: readonly number[], count: number): number {
  const size = values.length;
  if (!Number.isInteger(count) || count < 1 || count > size)
    throw new RangeError(`${count} of ${size} values cannot be drawn`);
  // The share of draws of which the value is the least, by its place among the sorted values.
  let share = count / size;
  const sorted = values.toSorted((one, other) => one - other);
  const expected = sorted.reduce((sum, value, place) => {
    const above = size - 1 - place;
    const part = share * value;
    // Nothing is above the last value, and its share is not used.
    share = (share * (above - count + 1)) / above;
    return sum + part;
  }, 0);
  // Rounding may lead a little beyond the values.
  return Math.min(Math.max(expected, Math.min(...values)), Math.max(...values));
}
