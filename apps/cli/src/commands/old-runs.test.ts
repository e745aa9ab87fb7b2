import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint, type FakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let endpoint: FakeEndpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-old-runs-'));
  endpoint = await startFakeEndpoint({ key: 'k' });
  vi.stubEnv('OPENAI_API_KEY', 'k');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

it('dln runs show reads a run from before the score was renamed and later settings were added', async () => {
  const run = join(folder, 'run');
  const dataset = await writeWalks(folder);
  await runDln([
    ...['train', '--dataset', dataset, '--out-dir', run, '--one-layer', '--json'],
    ...'--iters 1 --val-freq 1 --batch-size 4 --num-p-samples 3'.split(' '),
  ]);
  const now = await runDln(['runs', 'show', run]);
  const record = JSON.parse(await readFile(join(run, 'config.json'), 'utf8')) as {
    configuration: Record<string, unknown>;
  };
  for (const name of ['bound', 'boundSamples', 'boundExamples']) {
    expect(record.configuration).toHaveProperty(name);
    Reflect.deleteProperty(record.configuration, name);
  }
  await writeFile(join(run, 'config.json'), JSON.stringify(record));
  const events = await readFile(join(run, 'events.jsonl'), 'utf8');
  expect(events).toContain('"score":');
  const old = events.replaceAll('"score":', '"elbo":').replaceAll('runningScore', 'runningElbo');
  await writeFile(join(run, 'events.jsonl'), old);
  const shown = await runDln(['runs', 'show', run]);
  expect(shown).toMatchObject({ status: 0 });
  // What a run did before the bound existed is recorded as a setting.
  expect(shown.stdout.replace(/^setting .*bound false\n/m, '')).toBe(now.stdout);
});
