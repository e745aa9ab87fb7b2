import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findStudioRuns } from './find-runs.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dln-find-')));
});
afterEach(() => rm(folder, { recursive: true }));

async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '{}');
  }
}

it('finds runs, cells of the bench and recorded results, by name', async () => {
  await make(
    'a/run-10/config.json',
    'a/run-2/config.json',
    'a/run-2/result_data.json',
    'bench/cell/result.json',
    'bench/cell/run/config.json',
    'recorded/result_data.json',
    'node_modules/x/config.json',
    '.hidden/config.json',
    'other/events.jsonl',
  );
  const found = await findStudioRuns(folder);
  expect(found.map(({ name, kind }) => [name, kind])).toEqual([
    ['a/run-2', 'run'],
    ['a/run-10', 'run'],
    ['bench/cell', 'bench'],
    ['bench/cell/run', 'run'],
    ['recorded', 'result-data'],
  ]);
});

it('takes a run directory and a file by themselves', async () => {
  await make('navigate-1/config.json', 'old.json');
  const [run] = await findStudioRuns(join(folder, 'navigate-1'));
  expect(run).toMatchObject({ name: 'navigate-1', kind: 'run' });
  const [file] = await findStudioRuns(join(folder, 'old.json'));
  expect(file).toMatchObject({ name: 'old.json', kind: 'result-data' });
  expect(file?.paths.get('result_data.json')).toBe(join(folder, 'old.json'));
  expect(file?.paths.size).toBe(1);
});

it('does not follow links out of the folder', async () => {
  await make('outside/config.json', 'runs/inside/config.json');
  await symlink(join(folder, 'outside'), join(folder, 'runs', 'link'));
  const found = await findStudioRuns(join(folder, 'runs'));
  expect(found.map(({ name }) => name)).toEqual(['inside']);
});

it('gives a directory the same id each time, with no path in it', async () => {
  await make('a/config.json', 'b/config.json');
  const [one, other] = await findStudioRuns(folder);
  const [again] = await findStudioRuns(join(folder, 'a'));
  expect(one?.id).toMatch(/^[\w-]{12}$/);
  expect(again?.id).toBe(one?.id);
  expect(other?.id).not.toBe(one?.id);
});

it('finds nothing in a folder that does not exist', async () => {
  expect(await findStudioRuns(join(folder, 'missing'))).toEqual([]);
});
