import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../contributing/decisions/', import.meta.url));

it('gives each decision a number of its own, in its name and in its heading', () => {
  const files = readdirSync(folder).toSorted();
  const numbers = files.map((file) => Number(file.slice(0, 4)));
  expect(numbers).toEqual(files.map((_, index) => index + 1));
  const headings = files.map((file) =>
    Number(/^# (\d+)\. /.exec(readFileSync(join(folder, file), 'utf8'))?.[1]),
  );
  expect(headings).toEqual(numbers);
});
