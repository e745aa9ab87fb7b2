import { softmax } from './log-softmax.ts';

/** Weights, and the temperature at which they were taken. */
export interface TemperedWeights {
  /** They sum to 1. */
  readonly weights: readonly number[];
  /** What the logits were divided by; Infinity for equal weights. */
  readonly temperature: number;
}

/**
 * 1 ÷ Σ w²: as many equal weights would have the same spread. From 1 for a single weight to the
 * number of weights.
 */
export function effectiveSampleSize(weights: readonly number[]): number {
  return 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
}

const LARGEST = 2 ** 60;

/**
 * The softmax of `logits` at the smallest temperature, from `temperature` up, at which the
 * effective sample size is at least `share` of the possible samples. The effective sample size
 * rises with the temperature, so bisection finds it. Impossible samples (-Infinity) have no weight
 * and are not counted.
 *
 * @param options.share from 0 (`temperature` is kept) to 1 (possible samples weigh the same)
 */
export function temperedWeights(
  logits: readonly number[],
  { temperature, share }: { readonly temperature: number; readonly share: number },
): TemperedWeights {
  const at = (value: number): number[] => softmax(logits.map((logit) => logit / value));
  const target = share * logits.filter((logit) => logit !== -Infinity).length;
  const reaches = (value: number): boolean => effectiveSampleSize(at(value)) >= target;
  if (reaches(temperature)) return { weights: at(temperature), temperature };
  if (share >= 1) {
    const weights = softmax(logits.map((logit) => (logit === -Infinity ? logit : 0)));
    return { weights, temperature: Infinity };
  }
  let low = temperature;
  let high = 2 * temperature;
  // The largest temperature ends the search for logits that no temperature makes equal, such as
  // NaN.
  while (high < LARGEST && !reaches(high)) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    // No double is left between the two.
    if (middle === low || middle === high) return { weights: at(high), temperature: high };
    if (reaches(middle)) high = middle;
    else low = middle;
  }
}
