import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { removeStaleFolders } from './stale-folders.ts';

it('removes only the folders of processes that have ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dln-test-'));
  const { pid } = spawnSync(process.execPath, ['--version']);
  const kept = [`dln-states-${process.pid}-abcdef`, `dln-states-${pid}`, `other-${pid}-abcdef`];
  for (const name of [...kept, `dln-states-${pid}-abcdef`]) mkdirSync(join(folder, name));
  await removeStaleFolders(folder);
  expect(readdirSync(folder).toSorted()).toEqual(kept.toSorted());
  rmSync(folder, { recursive: true });
});
