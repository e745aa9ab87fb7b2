import type { ScoredToken } from '../language-model.ts';

/** Turns token lists into flat lists of numbers and back. */
export interface TokenPacker {
  readonly pack: (tokens: readonly ScoredToken[]) => Float64Array;
  readonly unpack: (packed: Float64Array) => readonly ScoredToken[];
}

/**
 * A packer that keeps each token's text once: a hundred next tokens after each of many contexts are
 * mostly the same hundreds. A packed list alternates the text's number and the log-probability.
 */
export function createTokenPacker(): TokenPacker {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, texts.length);
    return texts.push(text) - 1;
  };
  return {
    pack(tokens) {
      const packed = new Float64Array(2 * tokens.length);
      let at = 0;
      for (const { token, logProbability } of tokens) {
        packed[at++] = numberOf(token);
        packed[at++] = logProbability;
      }
      return packed;
    },
    unpack(packed) {
      const tokens: ScoredToken[] = [];
      for (let at = 0; at < packed.length; at += 2) {
        const token = texts[packed[at] as number] as string;
        tokens.push({ token, logProbability: packed[at + 1] as number });
      }
      return tokens;
    },
  };
}
