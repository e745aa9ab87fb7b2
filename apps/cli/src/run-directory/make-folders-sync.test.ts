import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFoldersSync } from './make-folders-sync.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dln-folders-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('makes what is missing, and leaves what is there', () => {
  const path = join(folder, 'a', 'b');
  makeFoldersSync(path);
  makeFoldersSync(path);
  expect(existsSync(path)).toBe(true);
});

it('says what is in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => {
    makeFoldersSync(join(folder, 'file', 'b'));
  }).toThrow('file already exists');
});

it('ends where a file system denies a new folder, as --cache below /proc waited for ever', () => {
  // Elsewhere the parent is missing and cannot be made either, or is: both are an end.
  const path = process.platform === 'linux' ? '/proc/dln-none/x' : join(folder, 'x');
  try {
    makeFoldersSync(path);
  } catch (error) {
    expect(String(error)).toContain('dln-none');
  }
  expect(existsSync('/proc/dln-none')).toBe(false);
});
