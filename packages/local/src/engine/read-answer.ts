import type {
  ControlledEvaluateIndexOutput,
  ControlledEvaluateInputItem,
  Token,
} from 'node-llama-cpp';

/** Natural-log probabilities of next tokens, by token, most likely first. */
export type RowAnswer = ReadonlyMap<number, number>;

/** A request for the logits of one token of an evaluation. */
export type TokenRequest = Extract<ControlledEvaluateInputItem, readonly unknown[]>[1];

/**
 * Requests the log-probabilities of given next tokens, or of the `top` most likely ones, without a
 * map of the whole vocabulary.
 *
 * It requires temperature 0, the default: otherwise the sampler changes the logits. The selected
 * token is then the one with the largest logit, which the normaliser is relative to. (In 3.22.1,
 * `includeMax` adds the token only if it is already there.)
 */
export function targetRequest(tokens: readonly number[], top: number): TokenRequest {
  return {
    generateNext: {
      logits: {
        filter: { tokens: tokens as readonly Token[], includeSelected: true, includeTop: top },
      },
      totalLogitWeight: true,
    },
  };
}

/**
 * log softmax of the requested targets: `logit − max − log(Σ exp(logit − max))`, with the sum over
 * the whole vocabulary.
 */
export function readAnswer(next: ControlledEvaluateIndexOutput['next'] | undefined): RowAnswer {
  const { logits, totalLogitWeight } = next ?? {};
  if (logits === undefined || totalLogitWeight === undefined) {
    throw new Error('The engine returned no logits for a requested token.');
  }
  const largest = Math.max(...logits.values());
  const normalizer = largest + Math.log(totalLogitWeight);
  return new Map([...logits].map(([token, logit]) => [token, logit - normalizer]));
}
