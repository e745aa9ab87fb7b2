import { expect, it } from 'vitest';

import { loadSqlite } from './load-sqlite.ts';

it('loads the SQLite of Node', () => {
  expect(loadSqlite()).toHaveProperty('DatabaseSync');
});

it('says which Node has SQLite where this one has none', () => {
  const onAnOlderNode = (): unknown =>
    loadSqlite((name) => {
      throw new Error(`No such built-in module: ${name}`);
    });
  expect(onAnOlderNode).toThrow(expect.objectContaining({ code: 'missing-sqlite' }));
  expect(onAnOlderNode).toThrow(/comes with Node 22\.13 and newer; this is Node v\d+/);
});
