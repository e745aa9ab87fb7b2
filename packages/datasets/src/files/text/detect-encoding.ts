import { isUtf8 } from 'node:buffer';
import { createEncodingError } from './create-encoding-error.ts';

/** Encodings that are detected automatically. */
export type DetectedEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const NUL_SHARE_OF_UTF16 = 0.2;

/**
 * Detects the encoding by the byte order mark or, without one, by the positions of NUL bytes:
 * western text in UTF-16 has one in every second byte. Otherwise assumes UTF-8.
 *
 * @throws DatasetFileError for UTF-32 and for binary files
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const [first, second, third, fourth] = bytes;
  const isUtf32 =
    (first === 0xff && second === 0xfe && third === 0 && fourth === 0) ||
    (first === 0 && second === 0 && third === 0xfe && fourth === 0xff);
  if (isUtf32) throw createEncodingError({ problem: 'is UTF-32, which is not supported' });
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return detectByNuls(bytes);
}

function detectByNuls(bytes: Uint8Array): DetectedEncoding {
  const nuls = { even: 0, odd: 0 };
  bytes.forEach((byte, position) => {
    if (byte === 0) nuls[position % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  const total = nuls.even + nuls.odd;
  if (total === 0) return 'utf-8';
  const isOneSided = nuls.even === 0 || nuls.odd === 0;
  const isDense = total >= (bytes.length / 2) * NUL_SHARE_OF_UTF16 || !isUtf8(bytes);
  if (bytes.length % 2 === 0 && isOneSided && isDense)
    return nuls.even === 0 ? 'utf-16le' : 'utf-16be';
  const line = bytes.subarray(0, bytes.indexOf(0)).filter((byte) => byte === 0x0a).length + 1;
  throw createEncodingError({ line, problem: 'holds a NUL byte, so it is no text file' });
}
