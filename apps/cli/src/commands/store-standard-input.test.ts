import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { resolveSettings } from '@dln/run';
import { expect, it } from 'vitest';
import { storeStandardInput } from './store-standard-input.ts';

it('stores standard input under the hash of its bytes, and says where', async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'dln-stdin-'));
  try {
    const rows = 'input,target\nThe soup was cold.,negative\n';
    const store = async (dataset: string) => {
      const stderr = new PassThrough();
      const surroundings = { stdin: Readable.from([rows]), stderr, cacheFolder };
      const { dataset: file } = await storeStandardInput(
        resolveSettings({ dataset }),
        surroundings,
      );
      stderr.end();
      return { file, said: String(stderr.read() ?? '') };
    };
    const first = await store('-');
    expect(first.file).toMatch(/standard-input[\\/][0-9a-f]{16}\.csv$/);
    expect(await readFile(first.file ?? '', 'utf8')).toBe(rows);
    expect(first.said).toBe(
      `standard input is stored as ${first.file}, which a resumed run reads\n`,
    );
    expect((await store('-')).file).toBe(first.file);
    expect(await store('rows.csv')).toEqual({ file: 'rows.csv', said: '' });
  } finally {
    await rm(cacheFolder, { recursive: true });
  }
});
