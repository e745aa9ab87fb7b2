import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDln, type Outcome } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-chat-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const small =
  '--iters 2 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --use-memory 1';

async function train(endpoint: FakeEndpoint, flags: string): Promise<Outcome> {
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  const args = ['train', '--dataset', dataset, '--out-dir', join(folder, 'run')];
  return runDln([...args, ...small.split(' '), ...flags.split(' ').filter(Boolean)]);
}

// Whole runs, on machines that may be busy.
describe('two layers at a chat endpoint', { timeout: 30_000 }, () => {
  it.each([
    ['none', '--output-scoring-function samples', 'share of 5 samples'],
    ['none', '--output-scoring-function samples --answer-samples 3', 'share of 3 samples'],
    ['none', '--output-scoring-function accuracy', 'accuracy'],
    // It shows two tokens, however many are asked for.
    ['top', '', 'first token, top 2'],
  ] as const)(
    'that gives %s log-probabilities are trained with %j and hidden texts by accuracy',
    async (logprobs, flags, answers) => {
      await using endpoint = await startFakeEndpoint({ logprobs });
      const outcome = await train(
        endpoint,
        `--api chat --hidden-scoring-function accuracy ${flags} --json`,
      );
      expect(outcome).toMatchObject({ status: 0 });
      expect(JSON.parse(outcome.stdout)).toMatchObject({
        testAccuracy: expect.any(Number),
        requests: { sent: endpoint.requests.length },
      });
      expect(outcome.stderr).toContain(`scores of answers: ${answers}; hidden texts: accuracy`);
      const freely = 'so the last layer answers freely (--forward-use-classes false)';
      expect(outcome.stderr.includes(freely)).toBe(logprobs === 'none');
      const network = await readFile(join(folder, 'run', 'network.json'), 'utf8');
      expect(JSON.parse(network)).toMatchObject({
        layers: [{}, { writesClasses: logprobs !== 'none' }],
      });
    },
  );

  it('are trained to the same result again where answers are sampled', async () => {
    await using endpoint = await startFakeEndpoint({ logprobs: 'none' });
    const flags =
      '--api chat --hidden-scoring-function accuracy --output-scoring-function samples --result-data-path';
    await train(endpoint, `${flags} ${join(folder, 'first.json')}`);
    await rm(join(folder, 'run'), { recursive: true });
    await train(endpoint, `${flags} ${join(folder, 'again.json')} --concurrency 1`);
    const first = await readFile(join(folder, 'first.json'), 'utf8');
    expect(await readFile(join(folder, 'again.json'), 'utf8')).toBe(first);
  });

  it.each([
    [
      'none',
      '',
      'or set --output-scoring-function samples (or accuracy) and --hidden-scoring-function accuracy.',
    ],
    [
      'none',
      '--hidden-scoring-function accuracy',
      'or set --output-scoring-function samples (or accuracy).',
    ],
    ['none', '--output-scoring-function accuracy', 'or set --hidden-scoring-function accuracy.'],
    ['top', '', 'or set --hidden-scoring-function accuracy.'],
  ] as const)(
    'that gives %s log-probabilities are refused with %j and this advice, with nothing asked but the probe',
    async (logprobs, flags, advice) => {
      await using endpoint = await startFakeEndpoint({ logprobs });
      const { status, stderr } = await train(endpoint, `--api chat ${flags}`);
      expect(status).toBe(1);
      expect(stderr).toContain(advice);
      expect(endpoint.requests.length).toBeLessThanOrEqual(12);
      expect(await readdir(folder)).not.toContain('run');
    },
  );
});
