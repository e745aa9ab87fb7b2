import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let args: readonly string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-dry-run-'));
  const dataset = await writeWalks(folder);
  const settings =
    '--iters 2 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --fwd-model-type fake-model --bwd-max-tokens 8 --json';
  args = ['train', '--dataset', dataset, ...settings.split(' ')];
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const range = z.object({ low: z.number(), expected: z.number(), high: z.number() });
const estimateSchema = z.object({
  purposes: z.record(z.string(), z.object({ calls: range })),
  total: z.object({ calls: range, requests: range, dollars: range.nullable() }),
});
const summarySchema = z.object({
  requests: z.object({ sent: z.number(), saved: z.number() }),
  estimate: z.object({ calls: range, requests: range }),
});

describe('dln train --dry-run', () => {
  it('sends nothing, leaves nothing, and knows what the run will ask', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const before = await readdir(folder);
    const { status, stdout } = await runDln([...args, '--dry-run', '--probe', 'false']);
    expect(status).toBe(0);
    expect(endpoint.requests).toHaveLength(0);
    expect(await readdir(folder)).toEqual(before);
    const { total, purposes } = estimateSchema.parse(JSON.parse(stdout));
    expect(total.dollars).toBeNull();
    // 4 of a batch, 2 steps, 2 layers
    expect(purposes['forward']?.calls.low).toBe(16);

    const run = ['--probe', 'false', '--out-dir', join(folder, 'run')];
    const trained = await runDln([...args, ...run]);
    const { requests, estimate } = summarySchema.parse(JSON.parse(trained.stdout));
    expect(estimate.calls).toEqual(total.calls);
    const asked = requests.sent + requests.saved;
    expect(asked).toBeGreaterThanOrEqual(total.calls.low);
    expect(asked).toBeLessThanOrEqual(total.calls.high);
  });

  it('prices it, and says from when the prices are', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const prices = join(folder, 'prices.yaml');
    await writeFile(
      prices,
      'date: 2026-01-02\nmodels:\n  fake-model: { input: 1000, output: 2000 }\n',
    );
    const shown = args.filter((arg) => arg !== '--json');
    const { stdout } = await runDln([...shown, '--dry-run', '--prices', prices]);
    expect(stdout).toContain('Costs are at prices of 2026-01-02.');
    expect(stdout).toMatch(/^total .*\$\d/m);
    expect(endpoint.requests).toHaveLength(0);
  });
});
