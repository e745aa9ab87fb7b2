import { isUtf8 } from 'node:buffer';

/** The text of a YAML file, or why it cannot be read: a sentence, and the line if it is known. */
export type DecodedYaml =
  | { readonly text: string }
  | { readonly line: number | undefined; readonly reason: string };

/**
 * Reads UTF-8, and UTF-16 if a byte order mark or NUL bytes show it, as `decodeText` of
 * `@dln/datasets` does. No character is replaced.
 */
export function decodeYaml(bytes: Uint8Array): DecodedYaml {
  const encoding = detectEncoding(bytes);
  const save = 'Save it as UTF-8, so that no character is lost.';
  if (encoding === 'utf-8' && !isUtf8(bytes))
    return { line: lineOfDamage(bytes), reason: `is not UTF-8. ${save}` };
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return { text };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
  }
  return { line: undefined, reason: `is no text in ${encoding.toUpperCase()}. ${save}` };
}

function detectEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // YAML begins with an ASCII character, whose other byte is NUL in UTF-16.
  if (bytes.length % 2 === 0 && first !== 0 && second === 0) return 'utf-16le';
  return bytes.length % 2 === 0 && first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}

/** The first line that is not UTF-8, counted from 1. */
function lineOfDamage(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) break;
    start = stop + 1;
  }
  return line;
}
