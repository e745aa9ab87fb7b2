import { absorb, finishHash } from './hash.ts';
import { nextTokens, tokenLogProbability, WORDS } from './next-tokens.ts';
import { TokenContext, tokenize } from './token-context.ts';

/** Options of `generate`. */
export interface GenerateOptions {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly stop: readonly string[];
  /** Which of the `n` choices of a request. */
  readonly index: number;
}

/** A generated reply. The three lists have one entry per token. */
export interface GeneratedText {
  readonly tokens: readonly string[];
  readonly logProbabilities: readonly number[];
  /** The hash state before each token. */
  readonly states: readonly number[];
  readonly finishReason: 'length' | 'stop';
}

/**
 * Continues a prompt by 6 to 23 hashed words, or by the most likely class if one token is asked
 * for.
 */
export function generate(
  prompt: string,
  { maxTokens, temperature, seed, stop, index }: GenerateOptions,
): GeneratedText {
  if (maxTokens === 0)
    return { tokens: [], logProbabilities: [], states: [], finishReason: 'length' };
  const context = new TokenContext(tokenize(prompt));
  const salt = temperature > 0 ? (seed * 31 + index + 1) >>> 0 : 0;
  const drawn = 6 + (finishHash(absorb(context.stateAt(undefined, salt), '\u0003')) % 18);
  const length = Math.min(maxTokens, drawn);
  const finishReason = length === maxTokens ? 'length' : 'stop';
  const tokens: string[] = [];
  const logProbabilities: number[] = [];
  const states: number[] = [];
  let text = '';
  for (let at = 0; at < length; at++) {
    const state = context.stateAt();
    const best = maxTokens === 1 ? nextTokens(state, 1)[0] : undefined;
    const isLast = at === length - 1 && length < maxTokens;
    const word = isLast ? '.' : (at === 0 ? '' : ' ') + hashedWord(context, salt);
    const [token, logProbability] = best ?? [word, tokenLogProbability(state, word)];
    text += token;
    tokens.push(token);
    states.push(state);
    logProbabilities.push(logProbability);
    context.push(token);
    const hit = stop.find((end) => end !== '' && text.includes(end));
    if (hit !== undefined) {
      // The text before the stop string becomes one token.
      return {
        tokens: [text.slice(0, text.indexOf(hit))],
        logProbabilities: logProbabilities.slice(0, 1),
        states: states.slice(0, 1),
        finishReason,
      };
    }
  }
  return { tokens, logProbabilities, states, finishReason };
}

function hashedWord(context: TokenContext, salt: number): string {
  const at = finishHash(absorb(context.stateAt(undefined, salt), '\u0004')) % WORDS.length;
  return WORDS[at] ?? '';
}
