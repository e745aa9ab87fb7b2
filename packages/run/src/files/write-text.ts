import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from './make-folders.ts';

/** Writes a file and its folder, all of it or nothing: a reader never sees half a file. */
export async function writeText(path: string, text: string): Promise<void> {
  await makeFolders(dirname(path));
  const unfinished = `${path}.${process.pid}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}
