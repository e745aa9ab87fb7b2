import { readFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { expect, it } from 'vitest';

/** What an entry exports, values and types: each name with the file that it comes from. */
function exportsOf(entry: string): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(entry, import.meta.url)), 'utf8');
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']*)';/g)].flatMap(
    ([, names = '', file = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => `${name} of ${file}`),
  );
}

it.each(['./network.ts', './report.ts'])(
  'everything that %s exports, index.ts exports',
  (entry) => {
    const all = exportsOf('./index.ts');
    const own = exportsOf(entry);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((name) => !all.includes(name))).toEqual([]);
  },
);
