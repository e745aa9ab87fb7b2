import { createHash } from 'node:crypto';
import { storedReplySchema } from '@dln/llm';
import { z } from 'zod';
import type { RunRecord } from '../directory/run-record.ts';
import { createBundleError } from './create-bundle-error.ts';

/** What a bundle begins with. */
export interface BundleHeader {
  readonly format: 'dln-replies';
  readonly version: 1;
  /** The run that the replies are of; null where they come from the cache. */
  readonly run: RunRecord | null;
}

/** A reply in a bundle. */
export type BundledReply = readonly [key: string, value: string];

const headerSchema = z.object({
  format: z.literal('dln-replies'),
  version: z.literal(1),
  run: z.record(z.string(), z.unknown()).nullable(),
});

const replySchema = z.object({
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be the key of a reply'),
  reply: storedReplySchema,
});

const endSchema = z.strictObject({ replies: z.int().nonnegative(), sha256: z.string() });

/**
 * The lines of a bundle: a header, a reply a line, and an end with their number and what they hash
 * to, so that no bundle that was cut off or changed is taken for a whole one.
 */
export function* renderBundle(
  header: BundleHeader,
  replies: Iterable<BundledReply>,
): Generator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line(header);
  let written = 0;
  for (const [key, value] of replies) {
    yield line({ key, reply: JSON.parse(value) as unknown });
    written++;
  }
  yield `${JSON.stringify({ replies: written, sha256: hash.digest('hex') })}\n`;
}

/** The first line of a bundle. @throws RunFileError if it is no bundle */
export function parseHeader(file: string, line: string): BundleHeader {
  const checked = headerSchema.safeParse(parseJson(line));
  if (checked.success) return checked.data as unknown as BundleHeader;
  throw createBundleError(file, 'its first line is not that of exported replies');
}

/**
 * A reply of a bundle.
 *
 * @param number the line's, for the error
 * @throws RunFileError if the line is damaged
 */
export function parseReply(file: string, line: string, number: number): BundledReply {
  const checked = replySchema.safeParse(parseJson(line));
  if (!checked.success) throw createBundleError(file, `line ${number} is damaged`);
  const { key, reply } = checked.data;
  return [key, JSON.stringify(reply)];
}

/** The last line of a bundle; undefined if it is another line. */
export function parseEnd(line: string): z.infer<typeof endSchema> | undefined {
  // Replies begin with their key.
  if (!line.startsWith('{"replies":') || !line.endsWith('\n')) return undefined;
  const checked = endSchema.safeParse(parseJson(line));
  return checked.success ? checked.data : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
