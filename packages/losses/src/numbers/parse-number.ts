import { parseDigits } from './parse-digits.ts';

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text consists of, without its commas (`1,234`). Undefined for other texts. */
export function parseNumber(text: string): number | undefined {
  const plain = parseDigits(text.replaceAll(',', '').trim());
  return number.test(plain) ? Number(plain) : undefined;
}
