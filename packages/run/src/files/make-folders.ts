import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends if a file
 * system reports a new folder as missing, as `/proc` does.
 *
 * @throws what the system says of the one that cannot be made
 */
export async function makeFolders(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolders(above);
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else may have made it since.
    if (!(await isFolder(path))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false; // mkdir reports the problem
  }
}
