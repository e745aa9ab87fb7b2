import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunDirectory } from './create-run-directory.ts';
import { mergeResultData } from './merge-result-data.ts';
import { OutputPathError } from '../files/output-path-error.ts';
import { ResultFileError } from './result-file-error.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-run-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('createRunDirectory', () => {
  it('takes a folder that does not exist as the run directory', async () => {
    const outDir = join(folder, 'a', 'b');
    expect(await createRunDirectory({ outDir, name: 'subj' })).toBe(outDir);
    expect(await readdir(join(folder, 'a'))).toEqual(['b']);
  });

  it('numbers run directories in a folder that exists', async () => {
    const options = { outDir: folder, name: 'subj' };
    const paths = await Promise.all([createRunDirectory(options), createRunDirectory(options)]);
    expect(paths.toSorted()).toEqual([join(folder, 'subj-1'), join(folder, 'subj-2')]);
  });

  it('numbers them in a new folder too, where that is asked for', async () => {
    const outDir = join(folder, 'runs');
    expect(await createRunDirectory({ outDir, name: 'subj', alwaysNumbered: true })).toBe(
      join(outDir, 'subj-1'),
    );
  });

  it('names the option to change if no folder can be made, as in a file', async () => {
    const outDir = join(folder, 'file');
    await writeFile(outDir, '');
    const making = createRunDirectory({ outDir, name: 'subj' });
    await expect(making).rejects.toThrow(OutputPathError);
    await expect(making).rejects.toThrow(`\`outDir\` ${outDir} cannot be written (ENOTDIR`);
  });
});

describe('mergeResultData', () => {
  it('keeps what a file says of other datasets and leaves no other file behind', async () => {
    const path = join(folder, 'results', 'r.json');
    await mergeResultData(path, { subj: 1 });
    await mergeResultData(path, { trec: 2 });
    await mergeResultData(path, { subj: 3 });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ subj: 3, trec: 2 });
    expect(await readdir(join(folder, 'results'))).toEqual(['r.json']);
  });

  it.each(['[]', 'null', '{"a":'])(
    'refuses a file that holds %s, and leaves it alone',
    async (text) => {
      const path = join(folder, 'r.json');
      await writeFile(path, text);
      await expect(mergeResultData(path, { subj: 1 })).rejects.toThrow(ResultFileError);
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );
});
