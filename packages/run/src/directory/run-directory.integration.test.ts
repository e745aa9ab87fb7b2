import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunDirectory } from './create-run-directory.ts';
import { isRunning, lockRun } from './lock-run.ts';
import { mergeResultData } from './merge-result-data.ts';

const execute = promisify(execFile);

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
    await expect(making).rejects.toThrow(
      expect.objectContaining({ name: 'RunFileError', code: 'output-path' }),
    );
    await expect(making).rejects.toThrow(`\`outDir\` ${outDir} cannot be written (ENOTDIR`);
  });
});

const resultOf = (step: number) => ({ training: [{ step }], examples: [] });

describe('mergeResultData', () => {
  it('keeps what a file says of other datasets and leaves no other file behind', async () => {
    const path = join(folder, 'results', 'r.json');
    await mergeResultData(path, { subj: resultOf(1) });
    await mergeResultData(path, { trec: resultOf(2) });
    await mergeResultData(path, { subj: resultOf(3) });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      subj: resultOf(3),
      trec: resultOf(2),
    });
    expect(await readdir(join(folder, 'results'))).toEqual(['r.json']);
  });

  it('loses no result of processes that end at the same time (issue 14.4)', async () => {
    const path = join(folder, 'r.json');
    const merge = fileURLToPath(new URL('merge-result-data.ts', import.meta.url));
    const script = `
      const { mergeResultData } = await import(${JSON.stringify(merge)});
      for (let run = 0; run < 10; run++)
        await mergeResultData(process.argv[1], { [process.argv[2] + run]: { training: [] } });`;
    const flags = ['--conditions=@dln/source', '--input-type=module', '-e', script, path];
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map(async (name) => execute(process.execPath, [...flags, name])));
    expect(Object.keys(JSON.parse(await readFile(path, 'utf8')) as object)).toHaveLength(40);
  });

  it.each(['[]', 'null', '{"a":', '{"name":"my-package"}', '{"scripts":{"training":"x"}}'])(
    'refuses a file that holds %s, and leaves it alone',
    async (text) => {
      const path = join(folder, 'r.json');
      await writeFile(path, text);
      await expect(mergeResultData(path, { subj: resultOf(1) })).rejects.toThrow(
        expect.objectContaining({ name: 'RunFileError', code: 'result-file' }),
      );
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );
});

it.each([Buffer.from('no lock at all, but a text'.repeat(99)), Buffer.alloc(4096, 7)])(
  'takes a garbage lock for no running process, and names it before a run goes on (issue 14.11)',
  async (bytes) => {
    await writeFile(join(folder, 'lock'), bytes);
    expect(isRunning(folder)).toBe(false);
    expect(() => lockRun(folder)).toThrow('its file `lock` is no lock of a run');
  },
);
