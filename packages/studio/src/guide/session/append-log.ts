import { open, readFile, truncate } from 'node:fs/promises';
import type { z } from 'zod';
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
 * Opens a log and reads what it holds. A last line that was not written to its end, because the process was killed, is cut off.
 *
 * @throws GuideError if a line is not a record
 */
export async function openAppendLog<Item>(
  path: string,
  schema: z.ZodType<Item>,
): Promise<AppendLog<Item>> {
  const text = await readExisting(path);
  const end = text.lastIndexOf(0x0a) + 1;
  if (end < text.length) await truncate(path, end);
  const lines = text.subarray(0, end).toString().split('\n').slice(0, -1);
  const items: Item[] = lines.map((line, at) => {
    const { success, data } = schema.safeParse(parseJson(line));
    if (!success) throw new GuideError(`Line ${at + 1} of ${path} is not a record of a guide.`);
    return data;
  });
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

async function readExisting(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return Buffer.alloc(0);
    throw error;
  }
}
