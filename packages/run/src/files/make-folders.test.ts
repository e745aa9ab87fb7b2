import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from './make-folders.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-folders-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('makeFolders', () => {
  it('makes what is missing, also where others do the same', async () => {
    const path = join(folder, 'a', 'b');
    await Promise.all([makeFolders(path), makeFolders(path), makeFolders(join(path, 'c'))]);
    expect((await stat(join(path, 'c'))).isDirectory()).toBe(true);
  });

  it('names the file that is in the way', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(makeFolders(join(file, 'a'))).rejects.toThrow(`mkdir '${file}'`);
  });

  // mkdir's own `recursive` tries for ever there.
  it.runIf(platform() === 'linux')('ends if the file system takes no folders', async () => {
    await expect(makeFolders('/proc/no-such/folder')).rejects.toThrow('ENOENT');
  });
});
