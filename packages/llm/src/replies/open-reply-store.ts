import { hash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { loadSqlite } from './load-sqlite.ts';
import { lockFile } from './lock-file.ts';
import type { ReplyStore } from './reply-store.ts';
import { createReplyFileError, ReplyStoreError } from './reply-store-error.ts';
import { salvageReplies } from './salvage-replies.ts';

/** Options of `openReplyStore`. */
export interface ReplyStoreOptions {
  readonly file: string;
  /** The time, for `prune`. */
  readonly now: () => Date;
  /** Called if the file was damaged, before anything is read from it. */
  readonly onDamage?: (damage: ReplyStoreDamage) => void;
}

/** What became of a damaged file. */
export interface ReplyStoreDamage {
  /** The name that it has now. */
  readonly setAside: string;
  /** Replies that could still be read, and are in the new file. */
  readonly salvaged: number;
}

const WAIT_FOR_OTHERS_IN_MS = 10_000;
const PAUSE_IN_MS = 20;

/** SQLite's code for a statement that does not fit the file. */
const SQLITE_ERROR = 1;

/** SQLite's code for a file that another process holds. */
const BUSY = 5;

/** The size of the largest file, in bytes, that is checked to the last entry when it is opened. */
const CHECKED_THOROUGHLY_UP_TO = 64 * 1024 * 1024;

/** A reading is noted once in this time, so that reading stays cheap. */
const NOTED_EVERY_IN_MS = 24 * 60 * 60 * 1000;

/**
 * Opens a SQLite file of replies, and creates it if it is missing. A file that is damaged is put
 * aside, and what can be read of it goes to a new one; a reply whose text was damaged is no reply.
 *
 * @throws ReplyStoreError if the file can be neither opened nor made
 * @throws ReplyStoreError `missing-sqlite` if this Node has no SQLite
 */
export function openReplyStore({ file, now, onDamage }: ReplyStoreOptions): ReplyStore {
  let database: DatabaseSync;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = openOrReplace(file, onDamage);
  } catch (cause) {
    if (cause instanceof ReplyStoreError) throw cause;
    throw createReplyFileError({ file, cause });
  }
  const statements = prepare(database);
  const attempt = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (cause) {
      throw createReplyFileError({ file, cause });
    }
  };
  const write = (key: string, value: string): void =>
    void statements.write.run(key, value, checksum(key, value), now().getTime());
  return {
    read: (key) => {
      const row = orUndefined(() => statements.read.get(key));
      const value = row?.['value'];
      if (typeof value !== 'string' || row?.['checksum'] !== checksum(key, value)) return undefined;
      const time = now().getTime();
      if (time - Number(row['used']) > NOTED_EVERY_IN_MS)
        orUndefined(() => statements.touch.run(time, key));
      return value;
    },
    write: (key, value) => attempt(() => write(key, value)),
    writeAll: (replies) =>
      attempt(() => {
        database.exec('BEGIN IMMEDIATE');
        try {
          for (const [key, value] of replies) write(key, value);
          database.exec('COMMIT');
        } catch (error) {
          database.exec('ROLLBACK');
          throw error;
        }
      }),
    statistics: () => {
      const row = attempt(() => statements.count.get());
      return { replies: Number(row?.['replies'] ?? 0), bytes: Number(row?.['bytes'] ?? 0) };
    },
    prune: (usedBefore) =>
      attempt(() => Number(statements.prune.run(usedBefore.getTime()).changes)),
    *entries() {
      for (const { key, value, checksum: sum } of statements.all.iterate())
        if (typeof key === 'string' && typeof value === 'string' && sum === checksum(key, value))
          yield [key, value];
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function openOrReplace(file: string, onDamage: ReplyStoreOptions['onDamage']): DatabaseSync {
  try {
    return open(file);
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  // Of several processes that find the damage, one mends it.
  using _lock = lockFile(`${file}.lock`, WAIT_FOR_OTHERS_IN_MS);
  try {
    return open(file);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const setAside = freeName(`${file}.damaged`);
    renameSync(file, setAside);
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${setAside}-wal`);
    rmSync(`${file}-shm`, { force: true });
    const database = open(file);
    onDamage?.({ setAside, salvaged: refill(database, setAside) });
    return database;
  }
}

/** Copies the readable replies of a damaged file into a new one, and returns their number. */
function refill(database: DatabaseSync, damaged: string): number {
  const { write } = prepare(database);
  let salvaged = 0;
  database.exec('BEGIN');
  for (const { key, value, checksum: sum, used } of salvageReplies(damaged)) {
    if (typeof key !== 'string' || typeof value !== 'string') continue;
    if (sum !== checksum(key, value)) continue;
    write.run(key, value, sum, Number(used));
    salvaged++;
  }
  database.exec('COMMIT');
  return salvaged;
}

/**
 * SQLite waits for other processes when it reads and writes, but not when it creates the
 * write-ahead log of a new file: two processes that start together collide there.
 */
function open(file: string): DatabaseSync {
  for (let attempt = 1; ; attempt++) {
    try {
      return openOnce(file);
    } catch (error) {
      if (codeOf(error) !== BUSY || attempt * PAUSE_IN_MS >= WAIT_FOR_OTHERS_IN_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_IN_MS);
    }
  }
}

function openOnce(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA busy_timeout = ${WAIT_FOR_OTHERS_IN_MS};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS replies (
        key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL, used INTEGER NOT NULL
      ) WITHOUT ROWID;
    `);
    const [row] = database.prepare(`PRAGMA ${checkFor(file)}(1)`).all();
    const verdict = row ? Object.values(row)[0] : undefined;
    if (verdict !== 'ok') throw new DamagedError(String(verdict));
    checkColumns(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Only the thorough check sees that keys are out of order; it takes about a second for each 100 MB.
 */
function checkFor(file: string): string {
  return statSync(file).size <= CHECKED_THOROUGHLY_UP_TO ? 'integrity_check' : 'quick_check';
}

/** The check above does not see a damaged name of a column. */
function checkColumns(database: DatabaseSync): void {
  try {
    prepare(database);
  } catch (cause) {
    if (codeOf(cause) !== SQLITE_ERROR) throw cause;
    throw new DamagedError(cause instanceof Error ? cause.message : String(cause));
  }
}

class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** SQLite's codes for a damaged file (11) and for one that is no database (26). */
function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true;
  const code = codeOf(error);
  return code === 11 || code === 26;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : 0;
}

function freeName(name: string): string {
  for (let number = 1; ; number++) if (!existsSync(`${name}-${number}`)) return `${name}-${number}`;
}

function prepare(
  database: DatabaseSync,
): Readonly<Record<'read' | 'touch' | 'write' | 'count' | 'prune' | 'all', StatementSync>> {
  return {
    read: database.prepare('SELECT value, checksum, used FROM replies WHERE key = ?'),
    touch: database.prepare('UPDATE replies SET used = ? WHERE key = ?'),
    write: database.prepare(
      'INSERT INTO replies VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, checksum = excluded.checksum, used = excluded.used',
    ),
    count: database.prepare(
      'SELECT count(*) AS replies, coalesce(sum(length(value)), 0) AS bytes FROM replies',
    ),
    prune: database.prepare('DELETE FROM replies WHERE used < ?'),
    all: database.prepare('SELECT key, value, checksum FROM replies ORDER BY key'),
  };
}

/** A damaged page is found when it is read. What cannot be read is not there. */
function orUndefined<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function checksum(key: string, value: string): string {
  return hash('sha256', `${key} ${value}`, 'base64').slice(0, 16);
}
