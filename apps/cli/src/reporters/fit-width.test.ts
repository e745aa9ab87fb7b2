import { describe, expect, it } from 'vitest';
import { cutToWidth, wrapToWidth } from './fit-width.ts';

describe('cutToWidth', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['exactly ten', 10, 'exactly t…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字漢…'],
    ['漢字漢字', 6, '漢字…'],
    ['👩‍🚀👩‍🚀👩‍🚀', 5, '👩‍🚀👩‍🚀…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['anything', 0, ''],
  ])('cuts %j to %i columns', (text, columns, expected) => {
    expect(cutToWidth(text, columns)).toBe(expected);
  });
});

describe('wrapToWidth', () => {
  it('breaks at blanks, and indents what follows', () => {
    expect(wrapToWidth('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four']);
  });

  it('breaks a long word, and counts wide characters twice', () => {
    expect(wrapToWidth('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrapToWidth('漢字漢字漢', 5)).toEqual(['漢字', '漢字', '漢']);
  });

  it('gives one line for nothing', () => {
    expect(wrapToWidth('', 5)).toEqual(['']);
  });
});
