import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkRunsPath } from './check-runs-path.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-path-'));
});
afterEach(() => rm(folder, { recursive: true }));

const result = JSON.stringify({ name: 'x', training: [{ layers: ['a'] }], examples: [] });

it('counts the runs of a folder, which may have none yet', async () => {
  expect(await checkRunsPath(folder)).toBe(0);
  await mkdir(join(folder, 'one'));
  await writeFile(join(folder, 'one', 'config.json'), '{}');
  expect(await checkRunsPath(folder)).toBe(1);
  expect(await checkRunsPath(join(folder, 'one'))).toBe(1);
});

it('takes a file with results of the Python reference, under any name', async () => {
  await writeFile(join(folder, 'demo.json'), result);
  expect(await checkRunsPath(join(folder, 'demo.json'))).toBe(1);
});

it('refuses a missing path', async () => {
  await expect(checkRunsPath(join(folder, 'typo'))).rejects.toThrow(
    `There is no file or folder ${join(folder, 'typo')}. Name a folder with runs, a run directory, or a result_data.json.`,
  );
  await writeFile(join(folder, 'file'), '');
  await expect(checkRunsPath(join(folder, 'file', 'below'))).rejects.toThrow('There is no file');
});

it.each([
  ['notes.txt', 'hello', 'holds no results of the Python reference'],
  ['package.json', '{"name":"x"}', 'holds no results of the Python reference'],
  ['result_data.json', '{}', 'holds no results of the Python reference'],
])('refuses the file %s without results', async (name, text, message) => {
  await writeFile(join(folder, name), text);
  await expect(checkRunsPath(join(folder, name))).rejects.toThrow(message);
});

it('names the folder of a file of a run', async () => {
  await writeFile(join(folder, 'events.jsonl'), '');
  await expect(checkRunsPath(join(folder, 'events.jsonl'))).rejects.toThrow(
    `is a file of a run. Name its folder: ${folder}`,
  );
});
