import { createRequire } from 'node:module';

import { createMissingSqliteError } from './missing-sqlite-error.ts';

/** A bundle in CommonJS has no `import.meta.url`. Any path does for a module of Node. */
function requireBuiltin(name: string): unknown {
  const here = import.meta.url as string | undefined;
  return createRequire(here ?? '/')(name);
}

/**
 * Node's own SQLite, loaded on use: a Node without it can import this package and use all
 * the rest.
 *
 * @param load what loads a module of Node
 * @throws ReplyStoreError `missing-sqlite` if this Node has none
 */
export function loadSqlite(
  load: (name: string) => unknown = requireBuiltin,
): typeof import('node:sqlite') {
  try {
    return load('node:sqlite') as typeof import('node:sqlite');
  } catch (cause) {
    throw createMissingSqliteError({ version: process.version, cause });
  }
}
