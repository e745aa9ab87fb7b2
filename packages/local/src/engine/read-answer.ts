/** Natural-log probabilities of next tokens, by token, most likely first. */
export type RowAnswer = ReadonlyMap<number, number>;

/**
 * log softmax of the requested tokens: `logit − max − log(Σ exp(logit − max))`, with the sum over
 * the whole vocabulary.
 *
 * It requires temperature 0: otherwise the sampler changes the logits. The selected token, which is
 * always among the pairs, is then the one with the largest logit, which the normaliser is relative
 * to. (In 3.22.1, `includeMax` adds that token only if it is already there.)
 *
 * @param pairs - tokens and logits, flat
 * @param totalLogitWeight - Σ exp(logit − max)
 */
export function toRowAnswer(
  pairs: readonly number[] | undefined,
  totalLogitWeight: number | undefined,
): RowAnswer {
  if (pairs === undefined || totalLogitWeight === undefined) {
    throw new Error('The engine returned no logits for a requested token.');
  }
  let largest = -Infinity;
  for (let at = 1; at < pairs.length; at += 2) largest = Math.max(largest, pairs[at] as number);
  const normalizer = largest + Math.log(totalLogitWeight);
  const answer = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2) {
    answer.set(pairs[at] as number, (pairs[at + 1] as number) - normalizer);
  }
  return answer;
}
