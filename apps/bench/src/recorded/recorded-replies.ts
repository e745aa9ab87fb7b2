import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { createRecordingError } from './recorded-replies-error.ts';

/** A recorded value: plain JSON without texts of a dataset. */
export type RecordedValue = number | string | readonly (number | string)[];

/** Replies of a model by the hash of their request. */
export interface RecordedReplies {
  readonly size: number;
  readonly read: (key: string) => RecordedValue | undefined;
  /** Adds a reply, also to the file of new replies. */
  readonly write: (key: string, value: RecordedValue) => void;
  /** All replies in the order of their keys. */
  readonly entries: () => readonly (readonly [key: string, value: RecordedValue])[];
}

/** Options of `openRecordedReplies`. */
export interface RecordedRepliesOptions {
  /** Files to read, plain or compressed. A missing file has no replies. */
  readonly files: readonly string[];
  /**
   * The file that new replies are appended to, one line each. @default none: they are kept in
   * memory
   */
  readonly addTo?: string | undefined;
}

/** The two bytes that compressed files begin with. */
const GZIP_START = [0x1f, 0x8b] as const;

const entrySchema = z.tuple([
  z.string(),
  z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]),
]);

/**
 * Opens recorded replies.
 *
 * @throws RecordedRepliesError for a damaged line
 */
export function openRecordedReplies({ files, addTo }: RecordedRepliesOptions): RecordedReplies {
  const replies = new Map<string, RecordedValue>();
  for (const file of new Set([...files, ...(addTo === undefined ? [] : [addTo])]))
    for (const [key, value] of readFile(file)) replies.set(key, value);
  return {
    get size() {
      return replies.size;
    },
    read: (key) => replies.get(key),
    write: (key, value) => {
      replies.set(key, value);
      if (addTo !== undefined) appendFileSync(addTo, `${JSON.stringify([key, value])}\n`);
    },
    entries: () => [...replies].sort(([left], [right]) => (left < right ? -1 : 1)),
  };
}

/** Writes replies to one compressed file, the same bytes for the same replies. */
export function writeRecordedReplies(file: string, { entries }: RecordedReplies): void {
  const lines = entries().map((entry) => `${JSON.stringify(entry)}\n`);
  writeFileSync(file, gzipSync(lines.join(''), { level: 9 }));
}

/** The key of a request: 96 bits of its hash. */
export function keyOfRequest(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 16);
}

function readFile(file: string): readonly (readonly [string, RecordedValue])[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const isCompressed = GZIP_START.every((byte, at) => bytes[at] === byte);
  const lines = (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines.slice(0, -1).map((line, index) => {
    const entry = entrySchema.safeParse(parseJson(line));
    if (entry.success) return entry.data;
    throw createRecordingError(file, `line ${index + 1} is damaged`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
