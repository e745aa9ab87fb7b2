/** The sum; 0 for no values. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Arithmetic mean; 0 for no values. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Σ weight × value. A weight of 0 leaves its value out, so that an impossible text (-Infinity)
 * without weight does no harm.
 */
export function weightedSum(weights: readonly number[], values: readonly number[]): number {
  return values.reduce((sum, value, index) => {
    const weight = weights[index] ?? 0;
    return weight === 0 ? sum : sum + weight * value;
  }, 0);
}

/** Standard error of the mean (sample standard deviation ÷ √n); 0 for fewer than two values. */
export function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const variance =
    values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}
