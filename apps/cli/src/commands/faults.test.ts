import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { type Fault, startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

vi.setConfig({ testTimeout: 30_000 });

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-faults-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const small =
  '--iters 1 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --concurrency 8 --json';

const trainArgs = (run: string): readonly string[] => [
  ...['train', '--dataset', dataset, '--out-dir', join(folder, run)],
  ...small.split(' '),
];

const read = (run: string, file: string): Promise<string> =>
  readFile(join(folder, run, file), 'utf8');

const faults: readonly Fault[] = [
  { status: 429, message: 'slow down' },
  { status: 500, message: 'oops' },
  'reset',
  'broken-json',
];

describe('an endpoint with faults', () => {
  it('gives the same result as one without, and the summary counts the retries', async () => {
    let failed = 0;
    let isFaulty = false;
    await using endpoint = await startFakeEndpoint({
      fail: (count) => (isFaulty && count % 7 === 0 ? faults[failed++ % 4] : undefined),
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('calm'));
    isFaulty = true;
    const { status, stdout } = await runDln(trainArgs('faulty'));
    expect(status).toBe(0);
    expect(await read('faulty', 'result_data.json')).toBe(await read('calm', 'result_data.json'));
    const { requests } = JSON.parse(stdout) as {
      requests: { retries: Readonly<Record<string, number>> };
    };
    const { retries } = requests;
    expect(Object.keys(retries).toSorted()).toEqual([
      'broken-reply',
      'connection',
      'rate-limit',
      'server-error',
    ]);
    expect(Object.values(retries).reduce((sum, count) => sum + count, 0)).toBe(failed);
  });

  it('costs one request if the key is wrong, also from a connections file', async () => {
    await using endpoint = await startFakeEndpoint({ key: 'right-key' });
    let asked = 0;
    await using counting = await startFakeEndpoint({
      fail: () => {
        asked++;
        return { status: 401, message: 'Incorrect API key.' };
      },
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    vi.stubEnv('OPENAI_API_KEY', 'wrong-key');
    expect((await runDln(trainArgs('run'))).stderr).toContain('Check the API key');
    const connections = join(folder, 'models.yaml');
    const entry = `{ name: a, model: m, api: completions, base_url: "${counting.url}", api_key: other }`;
    await writeFile(connections, `- ${entry}\n`);
    const { status, stderr } = await runDln([
      ...trainArgs('other'),
      ...['--connections-config', connections],
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('Check the API key');
    expect(asked).toBe(1);
  });
});

describe('an example that a model cannot answer', () => {
  it('is left out by name, counts as wrong, and is counted in the summary', async () => {
    const tooLong = { status: 400, message: 'too long', code: 'context_length_exceeded' };
    await using endpoint = await startFakeEndpoint({
      fail: (_, prompt) => (/Walk (?:3|5|8) steps/.test(prompt) ? tooLong : undefined),
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const { status, stdout, stderr } = await runDln(trainArgs('run'));
    expect(status).toBe(0);
    const events = (await read('run', 'events.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; text?: string; what?: string });
    const omitted = events.filter(({ type }) => type === 'omitted');
    expect(omitted.length).toBeGreaterThan(0);
    expect(omitted).toContainEqual(
      expect.objectContaining({ what: 'example', kind: 'context-overflow', count: 1 }),
    );
    const summary = JSON.parse(stdout) as { omitted: { example: number } };
    expect(summary.omitted.example).toBe(omitted.filter(({ what }) => what === 'example').length);
    expect(stderr).toContain('left out: example');
    // A resumed run leaves out the same, and asks for nothing again.
    const asked = endpoint.requests.length;
    expect((await runDln(['resume', join(folder, 'run'), '--json'])).stdout).toBe(stdout);
    expect(endpoint.requests.length).toBe(asked);
  });
});
