import { parseDigits } from './parse-digits.ts';

// A number between two word boundaries of Python's \b: 12kg and 1e3 contain none. A point belongs
// to the digits after it, and starts a number after a word: x.5 contains 0.5, and 1.2.3 contains
// 1.2 and 0.3.
const word = String.raw`[\p{L}\p{N}_]`;
const boundary = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
// Each digit is read once, also in a long row of them that a letter ends.
const unsigned = new RegExp(
  String.raw`${boundary}(?:\p{Nd}+\.\p{Nd}+|\p{Nd}+|\.\p{Nd}+)(?!${word})`,
  'gu',
);

/**
 * The numbers of a text as the reference finds them (dln/loss.py): it deletes all commas first and
 * ignores signs. `-3 or 1,2` contains 3 and 12.
 */
export function presentNumbers(text: string): readonly number[] {
  const found = text.replaceAll(',', '').match(unsigned) ?? [];
  return found.map((digits) => Number(parseDigits(digits)));
}
