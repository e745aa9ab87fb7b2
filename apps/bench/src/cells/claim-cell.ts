import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's code for a locked file. */
const busy = 5;

/**
 * Locks a cell against other processes on this machine. The system releases the lock of a killed
 * process, unlike a file with a process id.
 *
 * @param file represents the cell; it stays empty
 * @returns a function that releases the lock; `undefined` if another process holds it
 */
export async function claimCell(file: string): Promise<Disposable | undefined> {
  await mkdir(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw error;
  }
  return {
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
