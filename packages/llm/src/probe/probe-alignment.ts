import type { CallOptions, LanguageModel } from '../language-model.ts';
import { attempt } from './attempt.ts';

/**
 * In nats. Numbers of another position differ by more: a token is seldom followed by itself.
 * Servers that change probabilities by the temperature, or round, stay below.
 */
const TOLERANCE = 2;

/**
 * Compares the score of the likeliest next token as a given text with its log-probability as a next
 * token: two requests. Some servers give each token of a text the number of the position after it
 * (llama-cpp-python, for models without a start token).
 *
 * @returns what is wrong; undefined if the numbers agree, or cannot be compared
 */
export async function probeAlignment(
  model: LanguageModel,
  context: string,
  options: CallOptions,
): Promise<string | undefined> {
  const nextToken = model.nextToken?.bind(model);
  const scoreText = model.scoreText?.bind(model);
  if (nextToken === undefined || scoreText === undefined) return undefined;
  const next = await attempt(() => nextToken([context], { top: 1, ...options }));
  const best = 'value' in next ? next.value[0]?.top[0] : undefined;
  if (best === undefined || best.token === '') return undefined;
  const { token, logProbability: expected } = best;
  const scored = await attempt(() => scoreText([{ context, continuation: token }], options));
  const [found, ...others] = 'value' in scored ? (scored.value[0]?.logProbabilities ?? []) : [];
  // As a text it may be several tokens.
  if (found === undefined || others.length > 0) return undefined;
  if (Math.abs(found - expected) <= TOLERANCE) return undefined;
  return (
    `the log-probability of ${JSON.stringify(token)} is ${expected.toFixed(2)} as a next token and ` +
    `${found.toFixed(2)} in a given text; the numbers belong to other positions`
  );
}
