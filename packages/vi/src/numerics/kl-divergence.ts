/**
 * KL(p ‖ q) = Σ p (log p − log q) in nats, from logarithms; terms with p = 0 are 0. It is +Infinity
 * where q excludes what p allows.
 */
export function klDivergence(logP: readonly number[], logQ: readonly number[]): number {
  return logP.reduce((sum, p, index) => {
    if (p === -Infinity) return sum;
    return sum + Math.exp(p) * (p - (logQ[index] ?? -Infinity));
  }, 0);
}
