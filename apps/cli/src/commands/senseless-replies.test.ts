import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-senseless-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('dln eval asks four times for a reply that is an error with status 200, and counts the retries', async () => {
  await using endpoint = await startFakeEndpoint({
    fail: (_, prompt) =>
      prompt.includes('Walk 7 steps.') ? { status: 200, message: 'a riddle' } : undefined,
  });
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  const outcomes = await Promise.all(
    ['train', 'dev', 'test'].map((split) =>
      runDln(['eval', '--dataset', dataset, '--one-layer', '--split', split]),
    ),
  );
  const skipping = outcomes.filter(({ stderr }) => stderr.includes('skipped'));
  expect(skipping).toHaveLength(1);
  expect(skipping[0]?.stderr).toContain('("Walk 7 steps.", layer 1): ');
  expect(skipping[0]?.stderr).toContain(
    'answered 200 with an error: a riddle. It was asked 4 times.',
  );
  expect(skipping[0]?.stdout).toContain('retries        3 (broken replies: 3)\n');
  for (const { stdout } of outcomes) expect(stdout).toMatch(/^class scores +next token, top \d+$/m);
});
