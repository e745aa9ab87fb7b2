import { finalNumber } from './final-number.ts';
import { plainNumbers } from './plain-numbers.ts';

const label =
  /^[+-]?\p{Sc}?\s?[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+|(?:\d+ +)?\d+\/[1-9]\d*)(?:[eE][+-]?\d+)?\s?(?:%|\p{Sc})?$/u;
const MOST_DIGITS = 15;

/** A label that is a number and no more. */
export interface LabelNumber {
  readonly value: number;
  /** The same for two labels that write one number, such as `1,000` and `1000.0`, but not for `1.1` and `1.10`, which may be versions. */
  readonly written: string;
}

/** The number that a label is: `-5`, `$1,000`, `5%`, `1/2`. Undefined if it is something else, or has more digits than a double holds. */
export function parseLabelNumber(text: string): LabelNumber | undefined {
  const plain = plainNumbers(text).trim();
  if (!label.test(plain) || plain.replace(/\D/gu, '').length > MOST_DIGITS) return undefined;
  const value = finalNumber(plain);
  if (value === undefined) return undefined;
  const written = plain.replace(/[,+\s]|\.0*(?=\D*$)|\p{Sc}/gu, '').toLowerCase();
  return { value, written };
}
