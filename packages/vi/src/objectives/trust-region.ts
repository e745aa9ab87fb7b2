import { klDivergence } from '../numerics/kl-divergence.ts';
import { mean } from '../numerics/mean.ts';

/**
 * How far each candidate moves the answers: the mean over examples of KL(current ‖ candidate), in nats. The current prompt is candidate 0
 * (dln/vi/utils.py:16-26).
 *
 * @param logDistributions `[example][candidate][class]`, natural logarithms
 * @returns `[candidate]`
 */
export function divergencesFromCurrent(
  logDistributions: readonly (readonly (readonly number[])[])[],
): number[] {
  const divergences = exampleDivergences(logDistributions);
  return (divergences[0] ?? []).map((_, candidate) =>
    mean(divergences.map((row) => row[candidate] ?? 0)),
  );
}

/**
 * The same for each example.
 *
 * @returns `[example][candidate]`
 */
export function exampleDivergences(
  logDistributions: readonly (readonly (readonly number[])[])[],
): number[][] {
  return logDistributions.map((row) => row.map((other) => klDivergence(row[0] ?? [], other)));
}
