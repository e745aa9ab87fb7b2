import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of states: this, the id of their process, and a random part. */
export const FOLDER_PREFIX = 'dln-states-';

const NAME = new RegExp(`^${FOLDER_PREFIX}(\\d+)-\\w+$`);

/** Removes the folders of processes that were killed. */
export async function removeStaleFolders(folder: string = tmpdir()): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, id] = NAME.exec(name) ?? [];
    if (id !== undefined && !isRunning(Number(id)))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
