import type { FileHandle } from 'node:fs/promises';

/** A whole line of a file: it ends with a line feed. */
export interface WholeLine {
  /** Its first byte. */
  readonly offset: number;
  /** Bytes without the line feed. */
  readonly length: number;
  /** Its bytes without the line feed; undefined if it is longer than the limit. */
  readonly bytes: Buffer | undefined;
}

/** Options of `wholeLines`. */
export interface WholeLinesOptions {
  /** Offset of the first line. */
  readonly from: number;
  /** Bytes read at once. @default 256 KiB */
  readonly chunkBytes?: number;
  /** The bytes of a longer line are not kept. @default 32 MiB */
  readonly maxLineBytes?: number;
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 256 * 1024;
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/**
 * Reads the whole lines of a file, a chunk at a time: the lines that end in each chunk. What
 * follows the last line feed is left for later.
 */
export async function* wholeLines(
  handle: FileHandle,
  { from, chunkBytes = CHUNK_BYTES, maxLineBytes = MAX_LINE_BYTES }: WholeLinesOptions,
): AsyncGenerator<readonly WholeLine[]> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let position = from;
  let lineStart = from;
  let pieces: Buffer[] = [];
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, position);
    if (bytesRead === 0) return;
    const lines: WholeLine[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.subarray(0, bytesRead).indexOf(LINE_FEED, start);
      if (end === -1) break;
      const length = position + end - lineStart;
      const last = chunk.subarray(start, end);
      const bytes = length > maxLineBytes ? undefined : Buffer.concat([...pieces, last]);
      lines.push({ offset: lineStart, length, bytes });
      pieces = [];
      start = end + 1;
      lineStart = position + start;
    }
    position += bytesRead;
    if (position - lineStart > maxLineBytes) pieces = [];
    else if (start < bytesRead) pieces.push(Buffer.from(chunk.subarray(start, bytesRead)));
    if (lines.length > 0) yield lines;
  }
}

/**
 * The first line that begins at a byte or after it.
 *
 * @returns its offset; undefined if no line of the file begins there yet
 */
export async function nextLineStart(
  handle: FileHandle,
  offset: number,
): Promise<number | undefined> {
  if (offset <= 0) return 0;
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let position = offset - 1;
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return undefined;
    const at = chunk.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (at !== -1) return position + at + 1;
    position += bytesRead;
  }
}

/**
 * The last whole line that ends before a byte.
 *
 * @param before as a rule the size of the file
 * @returns its offset and the bytes without its line feed; undefined if there is no whole line
 */
export async function lastLine(
  handle: FileHandle,
  before: number,
): Promise<{ readonly offset: number; readonly length: number } | undefined> {
  const end = await lastLineFeed(handle, before);
  if (end === undefined) return undefined;
  const previous = await lastLineFeed(handle, end);
  const offset = previous === undefined ? 0 : previous + 1;
  return { offset, length: end - offset };
}

async function lastLineFeed(handle: FileHandle, before: number): Promise<number | undefined> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let end = before; end > 0;) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const { bytesRead } = await handle.read(chunk, 0, end - start, start);
    const at = chunk.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (at !== -1) return start + at;
    end = start;
  }
  return undefined;
}
