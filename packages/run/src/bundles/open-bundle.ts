import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { RunRecord } from '../directory/run-record.ts';
import { type BundledReply, parseEnd, parseHeader, parseReply } from './bundle.ts';
import { RunFileError } from '../files/run-file-error.ts';
import { createBundleError } from './create-bundle-error.ts';
import { LineLimitError, type LineLimits, readLines } from './read-lines.ts';

/** A bundle that was read to its end and is whole. */
export interface OpenedBundle {
  /** The run that the replies are of; null if they come from the cache. */
  readonly run: RunRecord | null;
  readonly count: number;
  /**
   * The replies, in blocks.
   *
   * @throws RunFileError if the file has changed since it was opened
   */
  replies(): AsyncIterable<readonly BundledReply[]>;
}

/** Options of `openBundle`. */
export interface OpenBundleOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default 16 MiB a line, 16 GiB unpacked */
  readonly limits?: LineLimits | undefined;
}

const usualLimits: LineLimits = { lineInBytes: 16 * 2 ** 20, textInBytes: 16 * 2 ** 30 };

/** Replies are given in blocks of at least this many characters. */
const LENGTH_AT_ONCE = 256 * 1024;

/** The two bytes that compressed files begin with, however they are called. */
const gzipStart = [0x1f, 0x8b] as const;

/**
 * Opens a bundle: reads it once to its end and checks every line, so that nothing of a damaged one
 * is used. A second pass gives the replies. Neither pass keeps more than a block in memory.
 *
 * @throws RunFileError if it cannot be read, is no bundle, is incomplete or too large
 * @throws the signal's reason when it aborts
 */
export async function openBundle(
  file: string,
  { signal, limits = usualLimits }: OpenBundleOptions = {},
): Promise<OpenedBundle> {
  const isCompressed = await guard(file, signal, () => checkFile(file));
  const scan = (onReplies: (replies: readonly BundledReply[]) => void): Promise<Scan> =>
    guard(file, signal, async () => {
      const scanner = createScanner(file);
      for await (const lines of readLines(file, { limits, isCompressed, signal }))
        onReplies(lines.flatMap(scanner.add));
      return scanner.end();
    });
  const first = await scan(() => undefined);
  return {
    run: first.run,
    count: first.count,
    async *replies() {
      const scanner = createScanner(file);
      const blocks = readLines(file, { limits, isCompressed, signal });
      // A block of replies becomes one transaction, so that a block of the file would be too small.
      let replies: BundledReply[] = [];
      let length = 0;
      for (;;) {
        const block = await guard(file, signal, () => blocks.next());
        if (block.done === true) break;
        for (const reply of block.value.flatMap(scanner.add)) {
          replies.push(reply);
          length += reply[1].length;
        }
        if (length < LENGTH_AT_ONCE) continue;
        yield replies;
        replies = [];
        length = 0;
      }
      if (replies.length > 0) yield replies;
      if (scanner.end().sha256 !== first.sha256) throw changed(file);
    },
  };
}

/** What a whole bundle says of itself. */
interface Scan extends Pick<OpenedBundle, 'run' | 'count'> {
  readonly sha256: string;
}

/** Checks the lines of a bundle as they come. */
function createScanner(file: string): {
  /** The reply of a line; none for the first line and the last. */
  readonly add: (line: Buffer) => readonly BundledReply[];
  /** @throws RunFileError unless the lines were a whole bundle */
  readonly end: () => Scan;
} {
  const hash = createHash('sha256');
  let header: { readonly run: RunRecord | null } | undefined;
  let number = 0;
  let end: ReturnType<typeof parseEnd>;
  let count = 0;
  return {
    add: (line) => {
      number++;
      if (end !== undefined) throw changed(file);
      const text = line.toString();
      if (header === undefined) {
        header = parseHeader(file, text);
        hash.update(line);
        return [];
      }
      end = parseEnd(text);
      if (end !== undefined) return [];
      if (!text.endsWith('\n')) throw cutOff(file);
      const reply = parseReply(file, text, number);
      hash.update(line);
      count++;
      return [reply];
    },
    end: () => {
      if (header === undefined) throw createBundleError(file, 'it is empty');
      if (end === undefined) throw cutOff(file);
      const sha256 = hash.digest('hex');
      if (sha256 !== end.sha256 || count !== end.replies) throw changed(file);
      return { run: header.run, count, sha256 };
    },
  };
}

function cutOff(file: string): RunFileError {
  return createBundleError(file, 'it was cut off, or is not all there');
}

function changed(file: string): RunFileError {
  return createBundleError(file, 'it was changed since it was exported');
}

/** Whether the file is compressed. It is read twice, so a pipe or a device cannot be a bundle. */
async function checkFile(file: string): Promise<boolean> {
  if (!(await stat(file)).isFile()) throw createBundleError(file, 'it is not a regular file');
  await using handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return gzipStart.every((byte, at) => buffer[at] === byte);
}

/** Failures of reading and unpacking as errors of the bundle. */
async function guard<Value>(
  file: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof RunFileError) throw cause;
    const isRead = cause instanceof LineLimitError;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createBundleError(file, reason, isRead ? {} : { cause });
  }
}
