import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-demo-'));
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('trains, and shows accuracy before and after, prompts, examples and what to do next', async () => {
  await using endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  const dataset = await writeWalks(folder);
  // --model and --one-layer are other names of settings that the demonstration has, and go over
  // them.
  const flags = '--model fake --one-layer --iters 1 --batch-size 4 --num-p-samples 3';
  const { status, stdout, stderr } = await runDln([
    ...['demo', '--dataset', dataset, '--out-dir', join(folder, 'run')],
    ...flags.split(' '),
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stderr).toContain('1 layer, compatible-completions:fake');
  for (const part of [
    'before  ',
    'after   ',
    'Prompts found',
    'Three of the test examples',
    'Next',
  ])
    expect(stdout).toContain(part);
});
