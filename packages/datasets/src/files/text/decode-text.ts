import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from './decode-windows-1252.ts';
import { detectEncoding } from './detect-encoding.ts';
import { createEncodingError } from './create-encoding-error.ts';

/**
 * Decodes a file without its byte order mark. Never replaces or drops characters silently.
 *
 * @param encoding - a name of the Encoding Standard, such as `windows-1252` or `shift_jis`.
 * @default UTF-8, or UTF-16 if a byte order mark or NUL bytes show it
 * @throws DatasetFileError with the line that is invalid in this encoding, or for an unknown name
 */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  const name = encoding === undefined ? detectEncoding(bytes) : toKnownEncoding(encoding);
  if (name === 'windows-1252') return decodeWindows1252(bytes);
  if (name === 'utf-8' && !isUtf8(bytes))
    throw createEncodingError({ line: lineOfDamage(bytes), problem: 'is not UTF-8' });
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw createEncodingError({ problem: `is not ${name.toUpperCase()}` });
  }
  throw createEncodingError({ problem: `holds NUL characters if read as ${name.toUpperCase()}` });
}

function toKnownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    const problem =
      `has the encoding "${label}", which is not known; utf-8, utf-16le, windows-1252 and ` +
      'shift_jis are examples of known names';
    throw createEncodingError({ problem });
  }
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
