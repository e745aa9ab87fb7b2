import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lastLine, nextLineStart, wholeLines } from './whole-lines.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-lines-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(
  content: string,
  options: { readonly from?: number; readonly chunkBytes?: number; readonly maxLineBytes?: number },
): Promise<readonly (readonly [offset: number, length: number, text: string | undefined])[]> {
  const path = join(folder, 'log');
  await writeFile(path, content);
  await using file = await open(path);
  const found: (readonly [number, number, string | undefined])[] = [];
  for await (const lines of wholeLines(file, { from: 0, ...options }))
    for (const { offset, length, bytes } of lines) found.push([offset, length, bytes?.toString()]);
  return found;
}

it.each([1, 2, 3, 5, 7, 100])('reads whole lines in chunks of %d bytes', async (chunkBytes) => {
  expect(await read('ab\n\ncédé\nunfinished', { chunkBytes })).toEqual([
    [0, 2, 'ab'],
    [3, 0, ''],
    [4, 6, 'cédé'],
  ]);
});

it('begins at a line', async () => {
  expect(await read('ab\ncd\n', { from: 3 })).toEqual([[3, 2, 'cd']]);
});

it.each([2, 100])('keeps no bytes of a line above the limit, chunks of %d', async (chunkBytes) => {
  expect(await read('ab\n123456789\ncd\n', { chunkBytes, maxLineBytes: 4 })).toEqual([
    [0, 2, 'ab'],
    [3, 9, undefined],
    [13, 2, 'cd'],
  ]);
});

it('finds the next beginning of a line, and the last whole line', async () => {
  const path = join(folder, 'log');
  const long = 'x'.repeat(300_000);
  await writeFile(path, `ab\n${long}\ncd\nunfinished`);
  await using file = await open(path);
  const size = (await file.stat()).size;
  expect(await nextLineStart(file, 0)).toBe(0);
  expect(await nextLineStart(file, 1)).toBe(3);
  expect(await nextLineStart(file, 3)).toBe(3);
  expect(await nextLineStart(file, 4)).toBe(300_004);
  expect(await nextLineStart(file, size)).toBeUndefined();
  expect(await lastLine(file, size)).toEqual({ offset: 300_004, length: 2 });
  expect(await lastLine(file, 300_004)).toEqual({ offset: 3, length: 300_000 });
  expect(await lastLine(file, 3)).toEqual({ offset: 0, length: 2 });
  expect(await lastLine(file, 2)).toBeUndefined();
});
