import type { Tokenizer } from './create-tokenizer.ts';

/** The text of a token, and its offset. */
export interface TokenPlace {
  readonly text: string;
  /** Characters (code points) before it. */
  readonly offset: number;
}

/** How a decoder writes bytes that are not yet a character. */
const INCOMPLETE = '\uFFFD';

/**
 * The texts of a text's tokens. Tokens that are parts of one character begin at the same place, and
 * are named by their numbers.
 */
export function placeTokens(
  tokens: readonly number[],
  { decode, decodeToken }: Pick<Tokenizer, 'decode' | 'decodeToken'>,
): readonly TokenPlace[] {
  const places: TokenPlace[] = [];
  let offset = 0;
  /** Parts of a character that is not complete yet. */
  let parts: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens.slice(Math.max(0, index - LOOK_BACK), index);
    const own = decodeToken(token, before);
    if (parts.length === 0 && !own.includes(INCOMPLETE)) {
      places.push({ text: own, offset });
      offset += Array.from(own).length;
      continue;
    }
    parts = [...parts, token];
    places.push({ text: `<token ${token}>`, offset });
    const start = index + 1 - parts.length;
    const whole = decode(parts, tokens.slice(Math.max(0, start - LOOK_BACK), start));
    if (whole.includes(INCOMPLETE) && parts.length < LONGEST_CHARACTER) continue;
    offset += Array.from(whole).length;
    parts = [];
  }
  return places;
}

/** How many previous tokens decide whether a blank belongs before the next one. */
const LOOK_BACK = 8;

/** Bytes of the longest character. */
const LONGEST_CHARACTER = 4;
