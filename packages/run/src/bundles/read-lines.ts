import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** What a file of lines may hold. */
export interface LineLimits {
  /** The longest line, in bytes. */
  readonly lineInBytes: number;
  /** The whole text, unpacked, in bytes. */
  readonly textInBytes: number;
}

/** Options of `readLines`. */
export interface ReadLinesOptions {
  readonly limits: LineLimits;
  readonly isCompressed: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A text beyond a limit. */
export class LineLimitError extends Error {
  override readonly name = 'LineLimitError';
}

const NEWLINE = 0x0a;

/**
 * The lines of a file in blocks, each line with its newline; the last one may lack it. Never more
 * than a block and a line are in memory.
 *
 * @throws LineLimitError if a line or the text is longer than allowed
 */
export async function* readLines(
  file: string,
  { limits, isCompressed, signal }: ReadLinesOptions,
): AsyncGenerator<readonly Buffer[]> {
  const bytes = createReadStream(file, { signal });
  const source: AsyncIterable<Buffer> = isCompressed
    ? // The error reaches the reader of the last stream.
      pipeline(bytes, createGunzip(), () => undefined)
    : bytes;
  let begun: Buffer[] = [];
  let begunLength = 0;
  let total = 0;
  for await (const chunk of source) {
    signal?.throwIfAborted();
    total += chunk.length;
    if (total > limits.textInBytes)
      throw new LineLimitError(`it is larger than ${sizeOf(limits.textInBytes)} unpacked`);
    const lines: Buffer[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const part = chunk.subarray(start, end === -1 ? undefined : end + 1);
      begunLength += part.length;
      if (begunLength > limits.lineInBytes)
        throw new LineLimitError(`it has a line of more than ${sizeOf(limits.lineInBytes)}`);
      if (part.length > 0) begun.push(part);
      if (end === -1) break;
      const [only = part] = begun;
      lines.push(begun.length === 1 ? only : Buffer.concat(begun));
      begun = [];
      begunLength = 0;
      start = end + 1;
    }
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
}

function sizeOf(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes < 1024 ? `${mebibytes} MiB` : `${mebibytes / 1024} GiB`;
}
