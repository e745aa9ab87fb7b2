import { weightedSum } from './mean.ts';

/**
 * Σ_k weight_k × value_k for each example and candidate: the mean over examples is the prompt's score (paper, equation 3).
 *
 * @param values `[example][sample][candidate]`
 * @param weights `[example][sample]`, each row a distribution
 * @returns `[example][candidate]`
 */
export function expectations(
  values: readonly (readonly (readonly number[])[])[],
  weights: readonly (readonly number[])[],
): number[][] {
  return values.map((samples, example) => {
    const candidates = samples[0]?.length ?? 0;
    return Array.from({ length: candidates }, (_, candidate) =>
      weightedSum(
        weights[example] ?? [],
        samples.map((row) => row[candidate] ?? -Infinity),
      ),
    );
  });
}
