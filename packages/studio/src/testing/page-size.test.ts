import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildPage } from './built-page.fixture.ts';

const MOST_BYTES = 100_000;

it('the built page is three files of at most 100 kB, gzipped', { timeout: 60_000 }, async () => {
  const folder = await buildPage();
  const names = (await readdir(folder)).toSorted();
  expect(names).toEqual(['index.html', 'page.css', 'page.js']);
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const sizes = files.map((file) => gzipSync(file).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  // The export puts it into one file: it must load nothing by itself.
  expect(files[2]?.toString()).not.toMatch(/\bimport\s*[("'{]/u);
});
