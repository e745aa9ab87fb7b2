import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';

const packages = join(import.meta.dirname, '../packages');
const names = globSync('*/package.json', { cwd: packages });

describe.each(names)('packages/%s', (name) => {
  it('publishes no tests and no fixtures', () => {
    const { files } = JSON.parse(readFileSync(join(packages, name), 'utf8')) as {
      readonly files: readonly string[];
    };
    const excluded = files.flatMap((file) => (file.startsWith('!') ? [file.slice(1)] : []));
    const cwd = join(packages, name, '..');
    const own = globSync('src/**/*.{fixture,test,test-d}.*', { cwd });
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((file) => !excluded.some((glob) => matchesGlob(file, glob)))).toEqual([]);
  });
});
