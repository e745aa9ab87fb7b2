import { open, readFile, truncate } from 'node:fs/promises';
import type { z } from 'zod';
import { isMissing } from '../../server/files/find-runs.ts';
import { parseJson } from '../../records/fields.ts';
import { GuideError } from './guide-error.ts';

/** An append-only file of records, one JSON object a line. */
export interface AppendLog<Item> extends AsyncDisposable {
  /** What the file holds. */
  readonly items: readonly Item[];
  /** Resolves when the line is in the file. */
  append(item: Item): Promise<void>;
}

/**
 * Opens a log and reads what it holds. A last line that was not written to its end, because the
 * process was killed, is cut off.
 *
 * @throws GuideError if a line is not a record
 */
export async function openAppendLog<Item>(
  path: string,
  schema: z.ZodType<Item>,
): Promise<AppendLog<Item>> {
  const { text, end } = await readWholeLines(path);
  if (end < text.length) await truncate(path, end);
  const items: Item[] = [...parseLines(path, text.subarray(0, end), schema)];
  const file = await open(path, 'a');
  let last: Promise<unknown> = Promise.resolve();
  return {
    items,
    append: async (item) => {
      const written = last.then(async () => {
        await file.appendFile(`${JSON.stringify(item)}\n`);
        items.push(item);
      });
      last = written.catch(() => undefined);
      await written;
    },
    [Symbol.asyncDispose]: async () => {
      await last;
      await file.close();
    },
  };
}

/**
 * Reads a log that another process may have open. A last line that is not written to its end is
 * left out.
 *
 * @throws GuideError if a line is not a record
 */
export async function readLog<Item>(
  path: string,
  schema: z.ZodType<Item>,
): Promise<readonly Item[]> {
  const { text, end } = await readWholeLines(path);
  return parseLines(path, text.subarray(0, end), schema);
}

async function readWholeLines(
  path: string,
): Promise<{ readonly text: Buffer; readonly end: number }> {
  const text = await readExisting(path);
  return { text, end: text.lastIndexOf(0x0a) + 1 };
}

function parseLines<Item>(path: string, text: Buffer, schema: z.ZodType<Item>): readonly Item[] {
  const lines = text.toString().split('\n').slice(0, -1);
  return lines.map((line, at) => {
    const { success, data } = schema.safeParse(parseJson(line));
    if (!success)
      throw new GuideError(
        'session-damaged',
        `Line ${at + 1} of ${path} is not a record of a guide.`,
      );
    return data;
  });
}

async function readExisting(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    // Opening the folder tells of a path below a file.
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}
