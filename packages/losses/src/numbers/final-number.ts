import { plainNumbers } from './plain-numbers.ts';

// A whole number, with or without commas between groups of three digits; a decimal part; a power of
// ten.
const whole = String.raw`(?:\d{1,3}(?:,\d{3})+(?!,?\d)|\d+)`;
// A fraction, optionally after a whole number (1 1/2). Parts of a date are not fractions.
const fraction = String.raw`(?<!/)(?:(?<units>\d+) +)?(?<over>\d+)/(?<under>[1-9]\d*)(?![/\d.]\d|\d|/)`;
const magnitude = String.raw`(?:${whole}(?:\.\d+)?|(?<!\.)\.\d+)(?:[eE][+-]?\d+(?![\p{L}\d]))?`;
// After a letter, a digit or a bracket, a minus subtracts (10-5) or joins (x-5). Elsewhere it is a
// sign, also before a currency (-$5).
const number = new RegExp(
  String.raw`(?<sign>(?<![\p{L}\p{N})\]])-(?:\p{Sc})?)?(?<![\p{L}\p{N}_]|\d\.)(?:${fraction}|(?<magnitude>${magnitude}))`,
  'gu',
);
const calculates = /^\s*(?:[+*/×÷=^]|-\s*\d)/u;

/**
 * The last number of a text: `First 3, then 10 - 5 = 5` gives 5. It may have a sign, decimals,
 * commas between thousands and a unit, or be a fraction (`1 1/2`). Digits inside a word (`x12`) do
 * not count. Undefined without a number.
 */
export function finalNumber(text: string): number | undefined {
  const last = [...plainNumbers(text).matchAll(number)].at(-1);
  return last && valueOf(last);
}

/**
 * The number at the start of a text, after marks and currency signs, unless it begins a
 * calculation.
 */
export function leadingNumber(text: string): number | undefined {
  const plain = plainNumbers(text);
  const [first] = plain.matchAll(number);
  if (!first || !/^[\s"'(*\p{Sc}~≈]*$/u.test(plain.slice(0, first.index))) return undefined;
  return calculates.test(plain.slice(first.index + first[0].length)) ? undefined : valueOf(first);
}

function valueOf({ groups }: RegExpMatchArray): number | undefined {
  if (!groups) return undefined;
  const { sign, units, over, under, magnitude: digits } = groups;
  const value =
    digits === undefined
      ? Number(units ?? 0) + Number(over) / Number(under)
      : Number(digits.replaceAll(',', ''));
  return sign === undefined || value === 0 ? value : -value;
}
