import type { LanguageModel } from '@dln/llm';
import { splitMadeUp } from './made-up-text.ts';

/** Texts that a tokenizer counts before the others are measured by their length. */
const COUNTED_TEXTS = 200;

/** Counts the tokens of a text. */
export type TokenGauge = (text: string) => number | Promise<number>;

/**
 * Counts tokens as a model does, and made-up texts as they say. A tokenizer takes far longer than a
 * guess, so it counts the first 200 texts only; later ones are taken to have as many tokens per
 * character.
 */
export function createTokenGauge(model: LanguageModel): TokenGauge {
  const isSlow = model.capabilities.countsTokensExactly === true;
  let texts = 0;
  let characters = 0;
  let counted = 0;
  return (text) => {
    const { rest, tokens } = splitMadeUp(text);
    if (rest === '') return tokens;
    if (isSlow && texts >= COUNTED_TEXTS)
      return tokens + Math.round((rest.length * counted) / characters);
    texts++;
    const add = (own: number): number => {
      characters += rest.length;
      counted += own;
      return tokens + own;
    };
    const own = model.countTokens(rest);
    return typeof own === 'number' ? add(own) : own.then(add);
  };
}
