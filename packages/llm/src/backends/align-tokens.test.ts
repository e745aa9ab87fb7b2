import { describe, expect, it } from 'vitest';

import { alignTokens } from './align-tokens.ts';

/** Each token's piece of the text. */
const pieces = (tokens: readonly string[], text: string): readonly string[] | undefined =>
  alignTokens(tokens, text)?.map(({ start, end }) => text.slice(start, end));

describe('alignTokens', () => {
  it('follows tokens that add up to the text', () => {
    expect(alignTokens(['One', ',', ' two'], 'One, two')).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 4, end: 8 },
    ]);
  });

  it('counts UTF-16 code units, as the text does', () => {
    expect(alignTokens(['😀', 'é', '!'], '😀é!')).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 3 },
      { start: 3, end: 4 },
    ]);
  });

  it('gives no room to a mark that the server puts before the text', () => {
    expect(pieces(['<s>', 'One', ' two'], 'One two')).toEqual(['', 'One', ' two']);
  });

  it('takes the blank that SentencePiece puts before the first word for nothing', () => {
    expect(pieces(['<s>', ' One', ' two'], 'One two')).toEqual(['', 'One', ' two']);
  });

  it('lets the parts of a character share it', () => {
    expect(pieces(['a', '\uFFFD', '\uFFFD', ' b'], 'a😀 b')).toEqual(['a', '😀', '😀', ' b']);
  });

  it('finds its way after several such characters', () => {
    const tokens = ['a', ' \uFFFD', '\uFFFD', ' b', '\uFFFD', '\uFFFD', '\uFFFD', 'c'];
    expect(pieces(tokens, 'a 😀 b😀漢c')).toEqual([
      'a',
      ' 😀',
      ' 😀',
      ' b',
      '😀漢',
      '😀漢',
      '😀漢',
      'c',
    ]);
  });

  it('accepts parts of a character at the end, and empty parts', () => {
    expect(pieces(['a', '', '\uFFFD'], 'a漢')).toEqual(['a', '漢', '漢']);
  });

  it('gives up if the tokens are of another text', () => {
    expect(alignTokens(['One', ' three'], 'One two')).toBeUndefined();
    expect(alignTokens(['One'], 'One two')).toBeUndefined();
    expect(alignTokens(['One', ' two', '!'], 'One two')).toBeUndefined();
  });

  it('gives up where ASCII text would have to lie between the tokens', () => {
    expect(alignTokens(['One', '\uFFFD', ' two'], 'One and two')).toBeUndefined();
  });

  it('aligns nothing with nothing', () => {
    expect(alignTokens([], '')).toEqual([]);
  });
});
