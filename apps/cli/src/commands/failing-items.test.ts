import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import {
  startFakeEndpoint,
  type Fault,
  type FakeEndpoint,
} from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

const filtered: Fault = { status: 400, message: 'The reply was filtered', code: 'content_filter' };
const tooLong: Fault = {
  status: 400,
  message: "This model's maximum context length is 8 tokens",
  code: 'context_length_exceeded',
};

const kinds: readonly Fault[] = [
  filtered,
  tooLong,
  'null-logprobs',
  { status: 200, message: 'The reply was filtered', code: 'content_filter' },
];

let folder = '';
let dataset = '';
/** Inputs that fail, by the number of their steps; a prompt of another input never does. */
let faults = new Map<number, Fault>();
let endpoint: FakeEndpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-failing-'));
  dataset = await writeWalks(folder);
  faults = new Map();
  endpoint = await startFakeEndpoint({
    fail: (_, prompt) => faults.get(Number(/Walk (\d+) steps/.exec(prompt)?.[1])),
  });
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Runs a command with replies that are kept between commands. */
const run = (...args: string[]): Promise<Outcome> =>
  runDln(args, { cacheFolder: join(folder, 'cache') });

const evaluating = (): readonly string[] => [
  ...['eval', '--dataset', dataset, '--one-layer', '--split', 'train'],
];

describe('dln eval with items that fail', { timeout: 60_000 }, () => {
  it('names them, counts them as wrong, answers the others, and asks again only for them', async () => {
    const examples = join(folder, 'examples.jsonl');
    await run(...evaluating(), '--examples', examples);
    const rows = (await readFile(examples, 'utf8')).trim().split('\n');
    const steps = rows.map((row) =>
      Number(/Walk (\d+)/.exec((JSON.parse(row) as { input: string }).input)?.[1]),
    );
    expect(steps).toHaveLength(12);
    const failing = steps.slice(0, 4);
    faults = new Map(failing.map((step, index) => [step, kinds[index] ?? filtered]));
    const fresh = ['--cache', join(folder, 'fresh.sqlite')];
    const first = await run(...evaluating(), '--examples', examples, '--force', '--json', ...fresh);
    expect(first.status).toBe(0);
    for (const step of failing)
      expect(first.stderr).toMatch(new RegExp(`skipped train example \\d+ \\("Walk ${step} steps`));
    const evaluated = (await readFile(examples, 'utf8'))
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as { failure?: unknown; loss: number });
    expect(evaluated.filter(({ failure }) => failure)).toHaveLength(4);
    expect(evaluated.filter(({ failure, loss }) => failure && loss !== 1)).toEqual([]);
    const right = evaluated.filter(({ loss }) => loss === 0).length;
    expect(JSON.parse(first.stdout)).toMatchObject({ skipped: 4, accuracy: right / 12 });

    faults = new Map();
    const before = endpoint.requests.length;
    const second = await run(...evaluating(), '--json', ...fresh);
    expect(JSON.parse(second.stdout)).toMatchObject({ skipped: 0, examples: 12 });
    expect(endpoint.requests.length - before).toBe(4);
  });

  it('fails with the first reason, and prints no accuracy, if nothing is answered', async () => {
    faults = new Map(Array.from({ length: 24 }, (_, step) => [step, filtered]));
    const { status, stdout, stderr } = await run(...evaluating());
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('None of the 12 examples of the train split has an answer.');
    expect(stderr).toContain('The reply was filtered');
  });

  it('prints the result before a file that cannot be written ends it', async () => {
    const { status, stdout, stderr } = await run(...evaluating(), '--examples', '/dev/full');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^train accuracy +[\d.]+ %/);
    expect(stderr).toContain('--examples /dev/full cannot be written (ENOSPC');
    expect(stderr).not.toContain('defect');
  });
});

describe('dln predict with items that fail', { timeout: 60_000 }, () => {
  it('prints a marker in their place, says why, and asks again only for them', async () => {
    const network = join(folder, 'run');
    const small = '--one-layer --iters 1 --batch-size 4 --num-p-samples 2';
    await run('train', '--dataset', dataset, '--out-dir', network, ...small.split(' '));
    faults = new Map([[52, filtered]]);
    const inputs = ['Walk 51 steps.', 'Walk 52 steps.', 'Walk 54 steps.'];
    const text = await run('predict', network, ...inputs);
    expect(text).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^(yes|no)\n\[skipped\]\n(yes|no)\n$/),
      stderr: expect.stringContaining('skipped input 2 ("Walk 52 steps.", layer 1): '),
    });
    const before = endpoint.requests.length;
    const json = await run('predict', network, '--json', ...inputs);
    const [, second] = json.stdout.split('\n');
    expect(JSON.parse(second ?? '')).toMatchObject({
      output: null,
      failure: { kind: 'content-filter' },
    });
    expect(endpoint.requests.length - before).toBe(1);
    faults = new Map();
    expect((await run('predict', network, ...inputs)).stdout).not.toContain('skipped');
    expect(endpoint.requests.length - before).toBe(2);
  });
});
