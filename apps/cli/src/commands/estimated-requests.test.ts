import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHashLm } from 'dln-hashlm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runDln } from '../testing/run-dln.ts';

let folder = '';
let dataset = '';
const kinds = ['abbreviation', 'entity', 'description', 'human', 'location', 'numeric'];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-estimated-'));
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  const rows = Array.from({ length: 36 }, (_, at) => `Question number ${at}?,${kinds[at % 6]}`);
  await writeFile(join(folder, 'kinds.csv'), `${['input,target', ...rows].join('\n')}\n`);
  dataset = join(folder, 'kinds.yaml');
  await writeFile(
    dataset,
    `instruction: What is asked for?\nclasses: [${kinds.join(', ')}]\nfile: kinds.csv\n`,
  );
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const range = z.object({ low: z.number(), expected: z.number(), high: z.number() });
const summarySchema = z.object({
  requests: z.object({ sent: z.number(), saved: z.number() }),
  estimate: z.object({ calls: range, requests: range }),
});

describe('the estimate of a run with six classes', () => {
  // Few of the six classes are ever among the tokens that this server shows, so next tokens do not
  // tell them apart.
  it.each([
    { way: 'whole-class', server: [], flags: '--api completions' },
    { way: 'token-by-token', server: ['--no-echo'], flags: '--api completions --one-layer' },
    { way: 'first-token', server: [], flags: '--api chat --one-layer' },
    { way: 'sample-share', server: [], flags: '--output-scoring-function samples' },
    { way: 'first-token', server: [], flags: '--preset reference' },
  ])('holds the requests of scoring by $way ($flags)', async ({ way, server, flags }) => {
    await using hashLm = await startHashLm({ flags: server });
    vi.stubEnv('OPENAI_BASE_URL', hashLm.baseUrl);
    const settings =
      '--iters 2 --batch-size 6 --num-p-samples 4 --num-h-samples 2 --bwd-max-tokens 8 --json';
    const { status, stdout, stderr } = await runDln([
      ...['train', '--dataset', dataset, '--out-dir', join(folder, 'run')],
      ...[...settings.split(' '), ...flags.split(' ')],
    ]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { requests, estimate } = summarySchema.parse(JSON.parse(stdout));
    const events = await readFile(join(folder, 'run', 'events.jsonl'), 'utf8');
    expect(events).toContain(`"method":"${way}"`);
    expect(requests.sent).toBeGreaterThanOrEqual(estimate.requests.low);
    expect(requests.sent).toBeLessThanOrEqual(estimate.requests.high);
    const calls = requests.sent + requests.saved;
    expect(calls).toBeGreaterThanOrEqual(estimate.calls.low);
    expect(calls).toBeLessThanOrEqual(estimate.calls.high);
  });
});
