import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * As `makeFolders`, at once: what waits inside Node's own `recursive` for a folder that cannot be
 * made does not even hear Ctrl-C.
 *
 * @throws what the system says of the one that cannot be made
 */
export function makeFoldersSync(path: string): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) makeFoldersSync(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it since.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
