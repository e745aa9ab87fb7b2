// The characters for which Python's str.isspace() is true. JavaScript's trim() also strips
// U+FEFF, and does not strip U+001C to U+001F and U+0085.
const blank =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leading = new RegExp(`^${blank}+`, 'u');
const trailing = new RegExp(`${blank}+$`, 'u');

/** Strips blanks from both ends, as Python's `str.strip()` does. */
export function stripBlanks(text: string): string {
  return text.replace(leading, '').replace(trailing, '');
}
