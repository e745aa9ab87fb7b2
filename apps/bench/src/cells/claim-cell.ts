import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's code for a file that another process holds. */
const busy = 5;

/**
 * Keeps a cell from other processes on this machine. The system gives it back where a process is killed, which a file with a process id in it would not do.
 *
 * @param file stands for the cell; it stays empty and in its place
 * @returns what gives the cell back; `undefined` where another process has it
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
