import { logSumExp } from '../numerics/log-softmax.ts';
import { mean, standardError } from '../numerics/mean.ts';

/** A lower bound of the mean log p(y | x) over some examples, estimated by sampling. */
export interface LikelihoodBound {
  /** Nats per example; -Infinity if every sample of an example makes its target impossible. */
  readonly nats: number;
  /** Over the examples; null for a single example, or if `nats` is not finite. */
  readonly standardError: number | null;
  /** Examples that it covers. */
  readonly examples: number;
  /** Samples for each example, K: the bound rises to the mean log p(y | x) with K. */
  readonly samples: number;
}

/**
 * log (1/K Σ_k w_k) of each example. If the mean of w_k under its sampling distribution is p(y |
 * x), as for w_k = p(y | h_k, x) p(h_k | x) / q(h_k | x, y) with h_k drawn from q, the expectation
 * is at most log p(y | x), by Jensen's inequality, and rises with K (Burda, Grosse, Salakhutdinov:
 * Importance Weighted Autoencoders).
 *
 * @param logWeights `[example][sample]`: sums of token log-probabilities, nats
 * @returns `[example]`, nats
 */
export function importanceWeightedBounds(
  logWeights: readonly (readonly number[])[],
): readonly number[] {
  return logWeights.map((row) => logSumExp(row) - Math.log(row.length));
}

/**
 * The bound over examples, with the spread between them.
 *
 * @param logWeights `[example][sample]`, nats, as many samples of each example; at least one of
 * each
 */
export function summarizeBound(logWeights: readonly (readonly number[])[]): LikelihoodBound {
  const [first] = logWeights;
  if (first === undefined || first.length === 0)
    throw new RangeError('a bound needs at least one example and one sample');
  const bounds = importanceWeightedBounds(logWeights);
  const nats = mean(bounds);
  const isKnown = bounds.length > 1 && Number.isFinite(nats);
  return {
    nats,
    standardError: isKnown ? standardError(bounds) : null,
    examples: bounds.length,
    samples: first.length,
  };
}
