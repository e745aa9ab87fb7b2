import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTarget } from './check-target.ts';

describe('the target of an export', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'dln-target-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('may be new, empty, or a page', async () => {
    await writeFile(join(folder, 'page.html'), '<!doctype html><title>x</title>');
    await writeFile(join(folder, 'empty'), '');
    for (const name of ['page.html', 'empty', 'new.html'])
      await expect(checkTarget(join(folder, name))).resolves.toBeUndefined();
  });

  it('is neither a record of a run nor a folder', async () => {
    await writeFile(join(folder, 'events.jsonl'), '{"type":"iteration"}\n');
    await expect(checkTarget(join(folder, 'events.jsonl'))).rejects.toThrow('is not a page');
    await expect(checkTarget(folder)).rejects.toThrow('is a folder');
  });

  it('is in a folder that exists', async () => {
    await expect(checkTarget(join(folder, 'missing', 'run.html'))).rejects.toThrow(
      `cannot be written: there is no folder ${join(folder, 'missing')}. Name another file`,
    );
    await writeFile(join(folder, 'file'), '<!doctype html>');
    await expect(checkTarget(join(folder, 'file', 'run.html'))).rejects.toThrow(
      'cannot be written (ENOTDIR). Name another file for the page.',
    );
  });
});
