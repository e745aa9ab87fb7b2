// The characters for which Python's str.isspace() is true. JavaScript's trim() also strips
// U+FEFF, and does not strip U+001C to U+001F and U+0085.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u; // eslint-disable-line no-control-regex -- Python's blanks

/**
 * Strips blanks from both ends, as Python's `str.strip()` does. Looks at each blank once: a pattern
 * that ends in `$` is tried at each blank of a text.
 */
export function stripBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
