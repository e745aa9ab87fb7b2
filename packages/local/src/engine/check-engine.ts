import type { LlamaContextSequence, Token } from 'node-llama-cpp';

import { createEngineMismatchError } from './create-engine-mismatch-error.ts';
import type { RowDecoder } from './row-decoder.ts';

/** The part of a sequence that the check uses. */
export type CheckedSequence = Pick<LlamaContextSequence, 'controlledEvaluate' | 'clearHistory'>;

/** A sequence, and the decoder of its rows. */
export interface CheckedEngine {
  readonly sequence: CheckedSequence;
  readonly decoder: Pick<RowDecoder, 'read'>;
}

/**
 * In nats. Both ways start from the same logits but sum them in a different order in single
 * precision: with 250,000 tokens the difference is 0.001. A faulty engine differs by more.
 */
const TOLERANCE = 0.01;

/** In nats. Smaller probabilities are inaccurate in single precision. */
const FLOOR = -60;

/**
 * Scores tokens in two ways: with the row decoder, from the logits of single tokens and their
 * normaliser, and from the probabilities of the whole vocabulary with node-llama-cpp's public call.
 * The decoder uses internal parts of node-llama-cpp, so every start checks it.
 *
 * @param tokens - about six tokens of the model's vocabulary
 * @throws LocalModelError if the results differ
 */
export async function checkEngine(
  { sequence, decoder }: CheckedEngine,
  tokens: readonly number[],
  version: string,
): Promise<void> {
  const rows = tokens.slice(0, -1) as Token[];
  const next = tokens.slice(1) as Token[];
  const requests = new Map(next.map((token, row) => [row, { tokens: [token], top: 0 }]));
  const filtered = await decoder.read(rows, requests);
  await sequence.clearHistory();
  const whole = await sequence.controlledEvaluate(
    rows.map((token) => [token, { generateNext: { probabilities: true } }]),
  );
  await sequence.clearHistory();
  const differences = next.map((token, row) => {
    const answer = filtered.get(row)?.get(token);
    const probability = whole[row]?.next.probabilities?.get(token);
    if (answer === undefined || probability === undefined) return Infinity;
    return Math.abs(Math.max(answer, FLOOR) - Math.max(Math.log(probability), FLOOR));
  });
  const largestDifference = Math.max(...differences);
  if (!(largestDifference <= TOLERANCE)) {
    throw createEngineMismatchError({ version, largestDifference });
  }
}
