import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-train-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const small =
  '--iters 2 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --use-memory 1';

async function train(
  endpoint: FakeEndpoint,
  flags: string,
  signal?: AbortSignal,
): Promise<Outcome> {
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  const args = ['train', '--dataset', dataset, '--out-dir', join(folder, 'run')];
  return runDln(
    [...args, ...small.split(' '), ...flags.split(' ').filter(Boolean)],
    signal === undefined ? {} : { signal },
  );
}

async function readJson(...path: readonly string[]): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, ...path), 'utf8'));
}

describe('dln train', () => {
  it.each(['--one-layer', '--one-layer false', '--layers 3', '--one-layer --api chat'])(
    'trains with %s, and prints one JSON object and nothing else on standard output',
    async (flags) => {
      await using endpoint = await startFakeEndpoint();
      const { status, stdout, stderr } = await train(endpoint, `${flags} --json`);
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(stdout.split('\n')).toHaveLength(2);
      expect(JSON.parse(stdout)).toEqual({
        devAccuracy: expect.any(Number),
        testAccuracy: expect.any(Number),
        baselineAccuracy: expect.any(Number),
        test: expect.objectContaining({ examples: 6, confusion: expect.any(Array) }),
        bestPrompts: expect.any(Array),
        bestParameters: expect.any(Array),
        costs: {
          trainingTokens: expect.any(Number),
          testTokens: expect.any(Number),
          totalTokens: expect.any(Number),
          dollars: null,
          priceDates: [],
        },
        // One more asks for the list of models.
        requests: { sent: expect.any(Number), saved: expect.any(Number), retries: {} },
        omitted: {},
        spent: expect.objectContaining({ requests: endpoint.requests.length }),
        estimate: expect.any(Object),
        cache: { hits: 0, misses: expect.any(Number), saved: expect.any(Object) },
        runDirectory: join(folder, 'run'),
      });
    },
  );

  it('leaves what was asked, what happened, the best network and the results', async () => {
    await using endpoint = await startFakeEndpoint();
    const { stdout, stderr } = await train(endpoint, '--seed 3 --json');
    expect(stderr).toContain('test accuracy');
    const summary = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect((await readdir(join(folder, 'run'))).toSorted()).toEqual([
      'candidates.jsonl',
      'checkpoint.json',
      'config.json',
      'events.jsonl',
      'lock',
      'network.json',
      'replies.sqlite',
      'result_data.json',
      'spending.jsonl',
      'tensorboard',
      'timeline.jsonl',
    ]);
    const [candidate = ''] = (
      await readFile(join(folder, 'run', 'candidates.jsonl'), 'utf8')
    ).split('\n');
    expect(JSON.parse(candidate)).toMatchObject({
      step: 0,
      layer: 1,
      candidate: 0,
      origin: 'current',
    });
    expect(await readJson('run', 'config.json')).toMatchObject({
      configuration: { seed: 3, samplerSeed: 3, layers: 2, numPSamples: 3 },
      versions: { '@dln/vi': expect.any(String) },
    });
    const events = (await readFile(join(folder, 'run', 'events.jsonl'), 'utf8')).trim().split('\n');
    expect(events.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(
      expect.arrayContaining(['validated', 'iteration', 'stepped', 'tested']),
    );
    expect(await readJson('run', 'network.json')).toMatchObject({
      format: 'dln-network',
      scores: { devAccuracy: summary['devAccuracy'], testAccuracy: summary['testAccuracy'] },
    });
    expect(await readJson('run', 'result_data.json')).toMatchObject({
      walks: { training: [{ step: 0 }, { step: 1 }, { step: 2 }] },
    });
  });

  it('gives the same results again from the config.json of a run, byte for byte', async () => {
    await using endpoint = await startFakeEndpoint();
    await train(endpoint, '');
    const again = ['train', '--config', join(folder, 'run', 'config.json')];
    await runDln([...again, '--out-dir', join(folder, 'again'), '--concurrency', '1']);
    const first = await readFile(join(folder, 'run', 'result_data.json'), 'utf8');
    expect(await readFile(join(folder, 'again', 'result_data.json'), 'utf8')).toBe(first);
  });

  it('adds results to a file beside those of other datasets', async () => {
    await using endpoint = await startFakeEndpoint();
    const path = join(folder, 'all.json');
    await writeFile(path, '{"subj": {"training": []}}');
    await train(endpoint, `--one-layer --result-data-path ${path}`);
    expect(await readJson('all.json')).toEqual({
      subj: { training: [] },
      ...((await readJson('run', 'result_data.json')) as object),
    });
  });

  it('keeps what was learned when it is stopped, and says so with status 130', async () => {
    const stop = new AbortController();
    await using endpoint = await startFakeEndpoint({
      onRequest: (count) => {
        if (count === 60) stop.abort();
      },
    });
    const { status, stdout } = await train(endpoint, '--iters 50 --json', stop.signal);
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ testAccuracy: null, isInterrupted: true });
    expect(await readJson('run', 'network.json')).toMatchObject({
      scores: { devAccuracy: expect.any(Number), testAccuracy: null },
    });
    expect(await readFile(join(folder, 'run', 'events.jsonl'), 'utf8')).toMatch(
      /\{"type":"interrupted"[^\n]*\n$/,
    );
  });

  it('asks an endpoint for nothing but what training needs with the reference preset', async () => {
    await using endpoint = await startFakeEndpoint();
    const { stdout } = await train(endpoint, '--preset reference --do-zero-shot --json');
    // Six test examples, two layers.
    expect(JSON.parse(stdout)).toMatchObject({ requests: { sent: 12 } });
    expect(endpoint.requests).toHaveLength(12);
  });
});

describe('dln train refuses', () => {
  const key = 'sk-of-mine-1234567890';

  it('a wrong key, without showing it', async () => {
    await using endpoint = await startFakeEndpoint({ key: 'right' });
    vi.stubEnv('OPENAI_API_KEY', key);
    for (const flags of ['', '--model m', '--model m --preset reference']) {
      const { status, stdout, stderr } = await train(endpoint, flags);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/dln: .* answered 401/);
      expect(stderr).not.toContain(key);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('a missing key', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_API_KEY', undefined);
    const { status, stderr } = await train(endpoint, '');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^dln: No API key for .*: OPENAI_API_KEY is not set\./),
    });
  });

  it('an endpoint that is down', async () => {
    const endpoint = await startFakeEndpoint();
    await endpoint[Symbol.asyncDispose]();
    for (const flags of ['', '--model m']) {
      const { status, stderr } = await train(endpoint, flags);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/^dln: Cannot connect to http/),
      });
    }
  });

  it.each([
    ['--dataset nowhere', 'There is no dataset called "nowhere"'],
    ['--dataset subj --data-dir nowhere', 'train.jsonl: is missing'],
    ['--q-prompt q_action_promt', 'Unknown template "q_action_promt"'],
    ['--loss-function exact', 'Unknown loss "exact"'],
    ['--init-p2 nowhere.json', 'No initial prompt can be taken from nowhere.json'],
    ['--config nowhere.yaml', 'nowhere.yaml: there is no such file'],
    ['--connections-config nowhere.yaml', 'nowhere.yaml'],
    ['--bacth-size 3', "unknown option '--bacth-size'"],
    ['--batch-size 3 4', 'too many arguments'],
    ['--batch-size 1000', '1000'],
    ['--api chat', 'cannot give the log-probability of a given text'],
    ['--trust-factor 1 --output-scoring-function accuracy', '--trust-factor compares'],
  ])('"%s" before the first request, in one clear line', async (flags, message) => {
    await using endpoint = await startFakeEndpoint();
    const { status, stdout, stderr } = await train(endpoint, `--probe false ${flags}`);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(endpoint.requests).toEqual([]);
    expect(await readdir(folder)).not.toContain('run');
  });

  it('a template with a variable that nothing fills, before the first request', async () => {
    await using endpoint = await startFakeEndpoint();
    await writeFile(
      join(folder, 'classify_forward.yaml'),
      'v4.0:\n  template: "{{ prompt }} {{ inptu }}"\n',
    );
    const { status, stderr } = await train(endpoint, `--templates-dir ${folder} --probe false`);
    expect(status).toBe(1);
    expect(stderr).toContain('classify_forward:v4.0');
    expect(stderr).toContain('inptu');
    expect(endpoint.requests).toEqual([]);
  });

  it('a result file that holds something else, and leaves it alone', async () => {
    await using endpoint = await startFakeEndpoint();
    const path = join(folder, 'all.json');
    await writeFile(path, 'my notes');
    const { status, stderr } = await train(endpoint, `--result-data-path ${path}`);
    expect(status).toBe(1);
    expect(stderr).toContain('holds something else than results');
    expect(await readFile(path, 'utf8')).toBe('my notes');
    expect(endpoint.requests).toEqual([]);
  });
});
