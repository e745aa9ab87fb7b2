import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

import { loadSqlite } from './load-sqlite.ts';

/** A row of the table of replies, as far as it could be read. */
export type StoredRow = Readonly<Record<string, unknown>>;

/**
 * Keys are base64; a range of them for each pair of first letters, so that a page that is lost
 * takes few others with it.
 */
const LETTERS = '+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const AFTER_ALL_LETTERS = '~';

/** Bytes of a database's header that hold the size and the number of its pages. */
const PAGE_SIZE_AT = 16;
const PAGE_COUNT_AT = 28;
const HEADER_LENGTH = 100;

/**
 * The rows that can still be read of a damaged database: those on intact pages. Empty if nothing is
 * left. The file stays as it is.
 *
 * @param file - the damaged database, beside its `-wal`, if it has one
 */
export function* salvageReplies(file: string): Generator<StoredRow> {
  const copy = `${file}.copy`;
  try {
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    shrinkHeader(copy);
    yield* readRanges(copy);
  } catch {
    // What cannot be opened or read has nothing to give.
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}

/**
 * SQLite opens no file that is shorter than its header says; one that was cut off is made to say
 * what it has.
 */
function shrinkHeader(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    const header = Buffer.alloc(HEADER_LENGTH);
    if (readSync(descriptor, header, 0, HEADER_LENGTH, 0) < HEADER_LENGTH) return;
    const stored = header.readUInt16BE(PAGE_SIZE_AT);
    const pageSize = stored === 1 ? 65_536 : stored;
    const pages = Math.floor(statSync(file).size / pageSize);
    if (header.readUInt32BE(PAGE_COUNT_AT) <= pages) return;
    header.writeUInt32BE(pages, PAGE_COUNT_AT);
    writeSync(descriptor, header, PAGE_COUNT_AT, 4, PAGE_COUNT_AT);
  } finally {
    closeSync(descriptor);
  }
}

function* readRanges(file: string): Generator<StoredRow> {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file);
  try {
    const range = database.prepare('SELECT * FROM replies WHERE key >= ? AND key < ?');
    for (const first of LETTERS)
      for (const second of LETTERS) {
        const from = first + second;
        try {
          for (const row of range.iterate(from, from + AFTER_ALL_LETTERS)) yield row;
        } catch {
          // A page of this range is lost; the next one may be whole.
        }
      }
  } finally {
    database.close();
  }
}
