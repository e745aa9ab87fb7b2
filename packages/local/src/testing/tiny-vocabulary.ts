/**
 * Tokens of several bytes, each with the two tokens it is merged from. A blank is written as Ġ, as
 * in GPT-2.
 */
const MERGES = [
  't h',
  'th e',
  'Ġ t',
  'Ġ the',
  'i n',
  'Ġ in',
  'o n',
  'e r',
  'Ġ e',
  'a s',
  'Ġe as',
  'Ġeas t',
];

/** Start and end token of every text. */
export const END = '<|end|>';

/** A byte-level vocabulary like GPT-2's: 256 bytes, a few merges, and one special token. */
export function createTinyVocabulary(): {
  readonly tokens: readonly string[];
  readonly merges: readonly string[];
} {
  const bytes = Array.from({ length: 256 }, (_, byte) => characterOf(byte));
  const merged = MERGES.map((pair) => pair.replace(' ', ''));
  return { tokens: [...bytes, ...merged, END], merges: MERGES };
}

/** GPT-2 writes every byte as one printable character: itself, or a character above 255. */
function characterOf(byte: number): string {
  const isPrintable = (code: number): boolean =>
    (code >= 33 && code <= 126) || (code >= 161 && code <= 172) || (code >= 174 && code <= 255);
  if (isPrintable(byte)) return String.fromCodePoint(byte);
  let before = 0;
  for (let code = 0; code < byte; code++) if (!isPrintable(code)) before++;
  return String.fromCodePoint(256 + before);
}
