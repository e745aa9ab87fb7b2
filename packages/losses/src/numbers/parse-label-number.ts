import { finalNumber } from './final-number.ts';
import { plainNumbers } from './plain-numbers.ts';

const label =
  /^[+-]?\p{Sc}?\s?[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+|(?:\d+ +)?\d+\/[1-9]\d*)(?:[eE][+-]?\d+)?\s?(?:%|\p{Sc})?$/u;
const MOST_DIGITS = 15;

/** A label that consists of a number. */
export interface LabelNumber {
  readonly value: number;
  /**
   * A key that is equal for labels that write the same number, such as `1,000` and `1000.0`, but
   * different for `1.1` and `1.10`, which may be versions.
   */
  readonly written: string;
}

/**
 * The number that a label consists of: `-5`, `$1,000`, `5%`, `1/2`. Undefined for other texts, and
 * for more digits than a double holds.
 */
export function parseLabelNumber(text: string): LabelNumber | undefined {
  const plain = plainNumbers(text).trim();
  if (!label.test(plain) || plain.replace(/\D/gu, '').length > MOST_DIGITS) return undefined;
  const value = finalNumber(plain);
  if (value === undefined) return undefined;
  const written = plain.replace(/[,+\s]|\.0*(?=\D*$)|\p{Sc}/gu, '').toLowerCase();
  return { value, written };
}
