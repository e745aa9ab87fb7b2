import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Outcome, runDln } from '../testing/run-dln.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-caps-'));
});
afterEach(() => rm(folder, { recursive: true }));

const SMALL =
  '--dataset hyperbaton --iters 1 --batch-size 4 --num-p-samples 2 --num-h-samples 2 --max-train-size 8 --max-dev-size 4 --max-test-size 4 --json';

const train = async (name: string, ...more: readonly string[]): Promise<Outcome> =>
  runDln(['train', ...SMALL.split(' '), '--out-dir', join(folder, name), ...more]);

const summarySchema = z.object({
  spent: z.object({ requests: z.number(), tokens: z.number(), dollars: z.number() }),
  requests: z.object({ sent: z.number(), saved: z.number() }),
});

/** What a run came to, without what depends on its folder and on its caps. */
function resultOf({ stdout }: Outcome): unknown {
  const { runDirectory: _, spent: __, ...result } = JSON.parse(stdout) as Record<string, unknown>;
  return result;
}

/** A connections file whose one model is in this process, with a limit of its own. */
async function connect(): Promise<readonly string[]> {
  const file = join(folder, 'models.yaml');
  await writeFile(file, '- name: small\n  model: embedded\n');
  return ['--connections-config', file];
}

describe('caps of models in this process', { timeout: 120_000 }, () => {
  it.each([
    { flag: '--max-requests', cap: 1, unit: 'requests', preset: 'standard' },
    { flag: '--max-requests', cap: 60, unit: 'requests', preset: 'standard' },
    { flag: '--max-tokens-total', cap: 2500, unit: 'tokens', preset: 'standard' },
    { flag: '--max-requests', cap: 30, unit: 'requests', preset: 'reference' },
  ] as const)(
    'end training at $flag $cap ($preset), and a larger one lets it go on exactly',
    async ({ flag, cap, unit, preset }) => {
      const model = ['--model', 'embedded', '--preset', preset];
      const capped = await train('capped', ...model, flag, String(cap));
      expect(capped.status).toBe(3);
      const run = join(folder, 'capped');
      expect(capped.stderr).toContain(`The cap of ${cap} ${unit} is reached: `);
      expect(capped.stderr).toContain(`To go on, raise it: dln resume ${run} ${flag} ${2 * cap}`);
      const { spent, requests } = summarySchema.parse(JSON.parse(capped.stdout));
      expect(spent[unit]).toBeLessThanOrEqual(cap);
      expect(requests.sent).toBe(spent.requests);

      const resumed = await runDln(['resume', run, flag, '1000000', '--json']);
      expect(resumed.status).toBe(0);
      const whole = await train('whole', ...model);
      expect(resultOf(resumed)).toEqual(resultOf(whole));
    },
  );

  it('hold for a connections file', async () => {
    const { status, stderr } = await train('run', ...(await connect()), '--max-requests', '3');
    expect([status, stderr]).toEqual([3, expect.stringContaining('The cap of 3 requests')]);
  });

  it('end eval and predict', async () => {
    const run = join(folder, 'run');
    await train('run', '--model', 'embedded');
    const evaluated = await runDln(['eval', run, '--split', 'test', '--max-requests', '1']);
    expect([evaluated.status, evaluated.stderr]).toEqual([
      3,
      expect.stringContaining('The cap of 1 requests is reached'),
    ]);
    const predicted = await runDln(['predict', run, 'a', 'b', '--max-tokens-total', '20']);
    expect([predicted.status, predicted.stderr]).toEqual([
      3,
      expect.stringContaining('The cap of 20 tokens is reached'),
    ]);
  });

  it('on money are told to end nothing', async () => {
    const { status, stderr } = await train('run', '--model', 'embedded', '--max-cost', '1');
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining(
        'The cap on cost (--max-cost) ends nothing: the models cost nothing.',
      ),
    ]);
  });
});
