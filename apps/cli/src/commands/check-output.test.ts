import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkOutput } from './check-output.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-output-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

it.each(['--output', '--examples'])(
  'refuses a file of %s that exists, unless it is forced (issue 14.4)',
  async (option) => {
    const file = join(folder, 'precious.csv');
    await checkOutput(file, { isForced: false, option });
    await writeFile(file, 'precious');
    await expect(checkOutput(file, { isForced: false, option })).rejects.toThrow(
      `precious.csv exists; name another file as ${option}`,
    );
    await checkOutput(file, { isForced: true, option });
  },
);

it('accepts an empty file, as a command that failed leaves one', async () => {
  const file = join(folder, 'empty.csv');
  await writeFile(file, '');
  await expect(checkOutput(file, { isForced: false })).resolves.toBeUndefined();
  await expect(checkOutput(folder, { isForced: false })).rejects.toThrow('exists');
});

it('accepts a device, which loses nothing', async () => {
  await expect(checkOutput('/dev/null', { isForced: false })).resolves.toBeUndefined();
});
