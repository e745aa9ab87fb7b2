import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
let endpoint: FakeEndpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-shared-'));
  dataset = await writeWalks(folder);
  endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const small =
  '--probe false --iters 1 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --json';

let runs = 0;

/** Trains, with what the cache did and how many requests for replies were sent. */
async function train(
  flags = '',
): Promise<{ readonly hits: number; readonly misses: number; readonly sent: number } & Outcome> {
  const before = endpoint.requests.length;
  const args = ['train', '--dataset', dataset, '--out-dir', join(folder, `run-${runs++}`)];
  const outcome = await runDln([...args, ...`${small} ${flags}`.trim().split(' ')], {
    cacheFolder: join(folder, 'cache'),
  });
  expect(outcome).toMatchObject({ status: 0 });
  const { cache } = JSON.parse(outcome.stdout) as {
    readonly cache?: { readonly hits: number; readonly misses: number };
  };
  const { hits = -1, misses = -1 } = cache ?? {};
  return { ...outcome, hits, misses, sent: endpoint.requests.length - before };
}

describe('replies that runs share', () => {
  it('answer a run that is made again, to the same result', async () => {
    const first = await train();
    expect(first).toMatchObject({ hits: 0, misses: first.sent });
    const again = await train();
    expect(again).toMatchObject({ hits: first.misses, misses: 0, sent: 0 });
    const note = `replies that ${join(folder, 'cache', 'replies.sqlite')} holds from earlier commands are used`;
    expect(first.stderr).not.toContain(note);
    expect(again.stderr.split(note)).toHaveLength(2);
    expect(JSON.parse(again.stdout)).toMatchObject({
      cache: { oldest: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    });
    const [one, other] = await Promise.all(
      [runs - 2, runs - 1].map((run) =>
        readFile(join(folder, `run-${run}`, 'result_data.json'), 'utf8'),
      ),
    );
    expect(other).toBe(one);
  });

  it('answer what is deterministic for a run with another seed, and leave it its own samples', async () => {
    const first = await train();
    const other = await train(`--seed 7 --sampler-seed 42`);
    expect(other.hits).toBeGreaterThan(0);
    expect(other.misses).toBeGreaterThan(0);
    expect(other.sent).toBe(other.misses);
    expect(first.hits).toBe(0);
    const sampled = endpoint.requests.filter(({ temperature }) => temperature !== 0);
    const distinct = new Set(sampled.map((request) => JSON.stringify(request)));
    expect(distinct.size).toBe(sampled.length);
  });

  it('are left alone with --no-cache, which keeps the replies of the run all the same', async () => {
    await train();
    const alone = await train(`--no-cache`);
    expect(alone).toMatchObject({ hits: -1 });
    expect(alone.sent).toBeGreaterThan(0);
    const again = await runDln(['resume', join(folder, `run-${runs - 1}`), '--no-cache']);
    expect(again).toMatchObject({ status: 0 });
    expect(endpoint.requests.length).toBe(2 * alone.sent);
  });

  it('are asked for anew with --refresh', async () => {
    const first = await train();
    expect(await train(`--refresh`)).toMatchObject({ hits: 0, sent: first.sent });
    expect(await train()).toMatchObject({ sent: 0 });
  });

  it('lie in the file that --cache names', async () => {
    const file = join(folder, 'of-ours.sqlite');
    await train(`--cache ${file}`);
    expect((await stat(file)).size).toBeGreaterThan(0);
    expect(await train()).toMatchObject({ hits: 0 });
    expect(await train(`--cache ${file}`)).toMatchObject({ sent: 0 });
  });

  it('are not shared between endpoints', async () => {
    await train();
    await using other = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', other.url);
    expect(await train()).toMatchObject({ hits: 0 });
  });

  it('do without a folder that cannot be used, and say so; a file that was named must be usable', async () => {
    await writeFile(join(folder, 'cache'), 'a file where the folder would be');
    const { stderr, sent } = await train();
    expect(stderr).toContain('This run shares no replies with others.');
    expect(sent).toBeGreaterThan(0);
    const file = join(folder, 'cache', 'replies.sqlite');
    const args = ['train', '--dataset', dataset, '--cache', file, '--out-dir', join(folder, 'no')];
    const refused = await runDln(args);
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.stderr).toContain('cannot be read or written');
  });

  it('report a damaged file, and go on with what is left', async () => {
    const first = await train();
    const file = join(folder, 'cache', 'replies.sqlite');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const again = await train();
    expect(again.stderr).toContain(`The shared replies in ${file} were damaged`);
    expect(again.hits + again.misses).toBe(first.misses);
  });
});
