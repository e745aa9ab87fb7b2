import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'contributing/hardening.md'), 'utf8');

/** The tests of a row; `x.test.ts` without a folder is in the folder or package of the one before. */
function testsOf(row: string): readonly string[] {
  const cell = row.split(/(?<!\\)\|/)[2] ?? '';
  return [...cell.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, name = '']) => name);
}

const rows = page
  .slice(page.indexOf('| finding'), page.indexOf('## What the fuzzers found'))
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2);

it('names a test or a command for each finding', () => {
  expect(rows.length).toBeGreaterThan(25);
  const without = rows.filter((row) => !/`[^`]+`/.test(row.split(/(?<!\\)\|/)[2] ?? ''));
  expect(without).toEqual([]);
});

it('names tests that exist', () => {
  const missing = rows.flatMap((row) => {
    let before = '';
    return testsOf(row).filter((name) => {
      const places = [`packages/${name}`, `apps/${name}`, name];
      const place = places.find((one) => name.includes('/') && existsSync(join(root, one)));
      const near = `${before.split('/').slice(0, 2).join('/')}/src/**/${name}`;
      if (place === undefined) return before === '' || globSync(near, { cwd: root }).length === 0;
      before = place;
      return false;
    });
  });
  expect(missing).toEqual([]);
});
