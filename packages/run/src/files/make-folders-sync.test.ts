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

it('names what is in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => {
    makeFoldersSync(join(folder, 'file', 'b'));
  }).toThrow('file already exists');
});

it.runIf(process.platform === 'linux')(
  'reports a file system that denies a new folder, as --cache below /proc waited for ever',
  () => {
    expect(() => {
      makeFoldersSync('/proc/dln-none/x');
    }).toThrow("mkdir '/proc/dln-none'");
  },
);
