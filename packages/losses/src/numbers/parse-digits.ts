const digit = /\p{Nd}/u;
const digits = /\p{Nd}/gu;

/** Converts the decimal digits of every script to 0 to 9, as Python's `float` does. */
export function parseDigits(text: string): string {
  return text.replace(digits, (character) => String(valueOf(character.codePointAt(0) ?? 0)));
}

/**
 * In Unicode, the digits of a script are consecutive, zero first, and blocks of ten are adjacent:
 * the position in the block is the value.
 */
function valueOf(codePoint: number): number {
  let first = codePoint;
  while (digit.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}
