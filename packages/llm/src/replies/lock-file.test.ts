import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { lockFile } from './lock-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dln-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('lockFile', () => {
  it('is held by one at a time', () => {
    const file = join(folder, 'lock');
    const held = lockFile(file);
    expect(held).toBeDefined();
    expect(lockFile(file)).toBeUndefined();
    held?.[Symbol.dispose]();
    using again = lockFile(file);
    expect(again).toBeDefined();
  });

  it('is given back by a process that is killed', async () => {
    const file = join(folder, 'lock');
    const script = `
      const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      database.exec('BEGIN EXCLUSIVE');
      console.log('held');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', script, file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    expect(lockFile(file)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    using held = lockFile(file);
    expect(held).toBeDefined();
  });
});
