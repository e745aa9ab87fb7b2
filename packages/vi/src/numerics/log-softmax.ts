/**
 * log Σ exp(values), computed without overflow; -Infinity for no values or only -Infinity.
 */
export function logSumExp(values: readonly number[]): number {
  const largest = values.reduce((max, value) => Math.max(max, value), -Infinity);
  if (!Number.isFinite(largest)) return largest;
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/**
 * Logarithms of the softmax of `logits`. Where every logit is -Infinity nothing is known, and the
 * result is uniform.
 */
export function logSoftmax(logits: readonly number[]): number[] {
  const total = logSumExp(logits);
  if (total === -Infinity) return logits.map(() => -Math.log(logits.length));
  return logits.map((logit) => logit - total);
}

/**
 * Softmax of `logits`, computed in log-space: it sums to 1 and holds no NaN for any logits but NaN
 * and +Infinity.
 */
export function softmax(logits: readonly number[]): number[] {
  return logSoftmax(logits).map(Math.exp);
}
