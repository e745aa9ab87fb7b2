import { createHash } from 'node:crypto';
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

const count = z.number().nonnegative();

/** What every reply has; a reply is otherwise taken as it is. */
const replySchema = z.object({
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be the key of a reply'),
  reply: z.looseObject({
    usage: z.looseObject({ promptTokens: count, completionTokens: count }),
  }),
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

/**
 * Reads a bundle, and checks it to its end before anything of it is used.
 *
 * @param file for errors
 * @throws RunFileError if it is no bundle, or is incomplete
 */
export function parseBundle(
  file: string,
  text: string,
): { readonly header: BundleHeader; readonly replies: readonly BundledReply[] } {
  const lines = text.split('\n');
  const refuse = (problem: string): never => {
    throw createBundleError(file, problem);
  };
  const read = <Value>(schema: z.ZodType<Value>, at: number): Value => {
    const checked = schema.safeParse(parseJson(lines[at] ?? ''));
    if (checked.success) return checked.data;
    return refuse(
      at === 0
        ? 'its first line is not that of replies that dln exported'
        : `line ${at + 1} is damaged`,
    );
  };
  const header = read(headerSchema, 0);
  const last = lines.length - 2;
  const end = endSchema.safeParse(parseJson(lines[last] ?? ''));
  if (!end.success || lines[last + 1] !== '') return refuse('it was cut off, or is not all there');
  const body = lines.slice(0, last).map((line) => `${line}\n`);
  const hash = createHash('sha256').update(body.join('')).digest('hex');
  if (hash !== end.data.sha256 || end.data.replies !== last - 1)
    return refuse('it was changed since it was exported');
  const replies = Array.from({ length: last - 1 }, (_, index): BundledReply => {
    const { key, reply } = read(replySchema, index + 1);
    return [key, JSON.stringify(reply)];
  });
  return { header: header as unknown as BundleHeader, replies };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
