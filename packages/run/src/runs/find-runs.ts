import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { recordFile } from '../directory/run-record.ts';

/** The run directories in a folder, however deep, in the order of their names. */
export async function findRuns(folder: string): Promise<readonly string[]> {
  let files: readonly string[];
  try {
    files = await readdir(folder, { recursive: true });
  } catch {
    return []; // there is no such folder, and so no run in it
  }
  const order = new Intl.Collator('en', { numeric: true });
  return files
    .filter((file) => file === recordFile || file.endsWith(`/${recordFile}`))
    .map((file) => dirname(join(folder, file)))
    .toSorted(order.compare);
}
