/** Log-probabilities in a reply that cannot be right. */
export class BrokenTokensError extends Error {
  override readonly name = 'BrokenTokensError';
}

/** Rounding of 32-bit floats; what is above is no log-probability. */
const LARGEST = 1e-6;

/**
 * A natural-log probability as a server gives it. A positive number that is no more than rounding
 * counts as 0.
 *
 * @throws BrokenTokensError if it is positive or not finite
 */
export function toLogProbability(value: number): number {
  if (Number.isFinite(value) && value <= LARGEST) return Math.min(value, 0);
  throw new BrokenTokensError(`it answers with numbers that are no log-probabilities (${value})`);
}
