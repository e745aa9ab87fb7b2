import type { DatabaseSync } from 'node:sqlite';

import { loadSqlite } from './load-sqlite.ts';

/** SQLite's code for a file that another process holds. */
const BUSY = 5;

/**
 * Holds a file against other processes, for as long as this one lives: the system releases it also
 * if a process is killed. The file is created if it is missing, stays empty, and is left in its
 * place.
 *
 * @param file - the file that stands for what is held
 * @param waitInMs - how long to wait for who holds it now
 * @returns what gives it back; undefined where another process holds it still
 * @throws ReplyStoreError `missing-sqlite` if this Node has no SQLite, whose locks these are
 */
export function lockFile(file: string, waitInMs = 0): Disposable | undefined {
  const { DatabaseSync } = loadSqlite();
  const database: DatabaseSync = new DatabaseSync(file, { timeout: waitInMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return undefined;
    throw error;
  }
  return {
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}
