import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

const secret = 'sk-this-key-stays-secret';

let folder = '';
let dataset = '';
let endpoint: FakeEndpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-bundles-'));
  dataset = await writeWalks(folder);
  endpoint = await startFakeEndpoint({ key: secret });
  vi.stubEnv('OPENAI_API_KEY', secret);
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const train = (name: string, ...flags: readonly string[]): ReturnType<typeof runDln> =>
  runDln(
    [
      ...['train', '--dataset', dataset, '--out-dir', join(folder, name), '--one-layer', '--json'],
      ...'--iters 1 --val-freq 1 --batch-size 4 --num-p-samples 3'.split(' '),
      ...flags,
    ],
    { cacheFolder: join(folder, 'cache') },
  );

describe('an API key', () => {
  it('stands in no file of a run, of the cache, or of what is exported, and in no output', async () => {
    const { stdout, stderr } = await train('run');
    await runDln(['cache', 'export', join(folder, 'run'), '--output', join(folder, 'b.jsonl')]);
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(8);
    for (const { parentPath, name } of files) {
      const holdsKey = (await readFile(join(parentPath, name))).includes(secret);
      expect({ name, holdsKey }).toEqual({ name, holdsKey: false });
    }
    expect(stdout + stderr).not.toContain(secret);
  });
});

describe('dln cache', () => {
  it.each(['bundle.jsonl', 'bundle.jsonl.gz'])(
    'moves a run to another machine in %s, and repeats it with no key and no server',
    async (name) => {
      const first = await train('run');
      const file = join(folder, name);
      const exported = await runDln(['cache', 'export', join(folder, 'run'), '--output', file]);
      expect(exported).toMatchObject({ status: 0 });
      expect((await readFile(file)).includes(secret)).toBe(false);
      const asked = endpoint.requests.length;
      vi.stubEnv('OPENAI_API_KEY', undefined);
      vi.stubEnv('OPENAI_BASE_URL', undefined);
      const there = join(folder, 'there');
      expect(await runDln(['cache', 'import', file, '--run', there])).toMatchObject({ status: 0 });
      const again = await runDln(['resume', there, '--json']);
      // The cost of probing belongs to the run that probed.
      const { spent: _spent, ...expected } = JSON.parse(first.stdout) as Record<string, unknown>;
      expect(JSON.parse(again.stdout.replace('there', 'run'))).toMatchObject(expected);
      expect(await readFile(join(there, 'result_data.json'), 'utf8')).toBe(
        await readFile(join(folder, 'run', 'result_data.json'), 'utf8'),
      );
      expect(endpoint.requests.length).toBe(asked);
    },
  );

  it('imports a run beside folders of the user, over an empty one, and over no other one', async () => {
    await train('run');
    const file = join(folder, 'b.jsonl');
    await runDln(['cache', 'export', join(folder, 'run'), '--output', file]);
    const there = join(folder, 'there');
    const note = join(`${there}.unfinished`, 'note.txt');
    await mkdir(`${there}.unfinished`);
    await writeFile(note, 'mine');
    // An import that was killed left it.
    await mkdir(there);
    expect(await runDln(['cache', 'import', file, '--run', there])).toMatchObject({ status: 0 });
    expect(await readFile(note, 'utf8')).toBe('mine');
    const { status, stderr } = await runDln(['cache', 'import', file, '--run', there]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('cannot be written (the folder exists and is not empty)'),
    ]);
    const beside = (await readdir(folder)).filter((name) => name.startsWith('there'));
    expect(beside.toSorted()).toEqual(['there', 'there.unfinished']);
  });

  it('moves shared replies to another machine for a run', async () => {
    await train('run');
    const cacheFolder = join(folder, 'cache');
    const file = join(folder, 'cache.jsonl.gz');
    const other = join(folder, 'other.sqlite');
    await runDln(['cache', 'export', '--output', file], { cacheFolder });
    await runDln(['cache', 'import', file, '--cache', other]);
    const { stdout } = await train('again', '--cache', other);
    expect(JSON.parse(stdout)).toMatchObject({ cache: { misses: 0 } });
  });

  it('counts replies, and deletes them', async () => {
    await train('run');
    const cacheFolder = join(folder, 'cache');
    const run = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse((await runDln(['cache', ...args, '--json'], { cacheFolder })).stdout);
    expect(await run('stats')).toEqual({
      file: join(cacheFolder, 'replies.sqlite'),
      replies: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect(await run('prune')).toMatchObject({ deleted: 0 });
    expect(await run('prune', '--days', '0')).toMatchObject({ kept: 0 });
  });

  it.each<[string, (text: string) => string]>([
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['changed', (text) => text.replace('"usage"', '"usagE"')],
    ['another file', () => 'name,age\n'],
  ])('imports nothing of a bundle that is %s', async (_, change) => {
    await train('run');
    const file = join(folder, 'bundle.jsonl');
    await runDln(['cache', 'export', join(folder, 'run'), '--output', file]);
    await writeFile(file, change(await readFile(file, 'utf8')));
    const { status, stderr } = await runDln(['cache', 'import', file]);
    expect(status).toBe(1);
    expect(stderr).toContain('holds no replies that can be imported');
  });
});

describe('dln runs', () => {
  it('lists runs however deep, shows one, and compares two', async () => {
    await train('runs/a');
    await train('runs/deep/b', '--seed', '7');
    const list = await runDln(['runs', 'list', join(folder, 'runs'), '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject([
      { runDirectory: join(folder, 'runs/a'), status: 'finished', seed: 42, steps: 1 },
      { runDirectory: join(folder, 'runs/deep/b'), status: 'finished', seed: 7 },
    ]);
    const shown = await runDln(['runs', 'show', join(folder, 'runs/a')]);
    expect(shown.stdout).toContain('status         finished, 1 of 1 steps');
    const compared = await runDln([
      ...['runs', 'compare', join(folder, 'runs/a'), join(folder, 'runs/deep/b'), '--json'],
    ]);
    expect(JSON.parse(compared.stdout)).toMatchObject({
      settings: { seed: [42, 7], samplerSeed: [42, 7] },
      results: { status: ['finished', 'finished'] },
    });
  });
});
