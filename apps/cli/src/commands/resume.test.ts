import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { lockFile } from '@dln/llm';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-resume-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const small =
  '--iters 2 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --concurrency 2 --json';

const trainArgs = (run: string): readonly string[] => [
  ...['train', '--dataset', dataset, '--out-dir', join(folder, run)],
  ...small.split(' '),
];

const resultOf = (run: string): Promise<string> =>
  readFile(join(folder, run, 'result_data.json'), 'utf8');

const spentSchema = z.object({
  spent: z.object({ requests: z.number(), tokens: z.number(), dollars: z.number() }),
});

/** A summary without what counted against caps: whatever was under way at the stop counts, too. */
const summaryOf = (stdout: string): unknown => ({
  ...(JSON.parse(stdout) as Readonly<Record<string, unknown>>),
  spent: undefined,
});

describe('dln resume', () => {
  it.each([20, 40, 60])(
    'comes to the same result when stopped at request %i, and asks only for what is missing',
    async (stopAt) => {
      const stop = new AbortController();
      let isStopping = false;
      await using endpoint = await startFakeEndpoint({
        onRequest: (count) => {
          if (isStopping && count === stopAt) stop.abort();
        },
      });
      vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
      isStopping = true;
      expect((await runDln(trainArgs('stopped'), { signal: stop.signal })).status).toBe(130);
      isStopping = false;
      const resumed = await runDln(['resume', join(folder, 'stopped'), '--json']);
      expect(resumed).toMatchObject({ status: 0 });
      const asked = endpoint.requests.length;

      const whole = await runDln(trainArgs('whole'));
      expect(await resultOf('stopped')).toBe(await resultOf('whole'));
      expect(summaryOf(resumed.stdout.replace('stopped', 'whole'))).toEqual(
        summaryOf(whole.stdout),
      );
      // Only what was under way when it was stopped is asked for twice: two requests at a time.
      expect(asked - (endpoint.requests.length - asked)).toBeLessThanOrEqual(2);
    },
  );

  it('asks nothing for a run that has come to its end', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const first = await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const again = await runDln(['resume', join(folder, 'run'), '--json']);
    expect(again.stdout).toBe(first.stdout);
    expect(endpoint.requests.length).toBe(asked);
  });

  it('refuses a folder that holds no run', async () => {
    const { status, stderr } = await runDln(['resume', folder]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${folder} is no run that can be taken up: it has no config.json`);
  });

  it('refuses a run of another version, and shows the difference', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const file = join(folder, 'run', 'config.json');
    const record = await readFile(file, 'utf8');
    await writeFile(file, record.replace(/"@dln\/vi": "[^"]*"/, '"@dln/vi": "9.9.9"'));
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect(status).toBe(1);
    expect(stderr).toContain('it was made with other versions (@dln/vi 9.9.9, now');
  });

  it('refuses to go on if the data has changed', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const data = join(folder, 'walks.csv');
    await writeFile(data, (await readFile(data, 'utf8')).replaceAll('Walk', 'March'));
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect(status).toBe(1);
    expect(stderr).toContain('its data are not what they were when it began; put them back');
    expect(endpoint.requests.length).toBe(asked);
  });
});

describe('a run directory that was changed', () => {
  it('is refused with the settings that are others now', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const file = join(folder, 'run', 'config.json');
    const record = await readFile(file, 'utf8');
    await writeFile(
      file,
      record.replace('"iters": 2', '"iters": 3').replace('"seed": 42', '"seed": 7'),
    );
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'other settings than its config.json has now (seed 42, now 7; iters 2, now 3)',
    );
    expect(endpoint.requests.length).toBe(asked);
  });

  it('is not made again in its own place', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const same = await runDln(trainArgs('run'));
    expect(same).toMatchObject({ status: 1 });
    expect(same.stderr).toContain('holds a run already, with the same settings');
    const other = await runDln([...trainArgs('run'), '--seed', '7']);
    expect(other.stderr).toContain('with other settings (seed 42, now 7; samplerSeed 42, now 7)');
    expect(endpoint.requests.length).toBe(asked);
  });

  it('is left alone while another process is at it', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    using _lock = lockFile(join(folder, 'run', 'lock'));
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect(status).toBe(1);
    expect(stderr).toContain('is being run by another process');
  });

  it('reports damaged replies, and comes to the same result with what is left of them', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const before = await resultOf('run');
    const file = join(folder, 'run', 'replies.sqlite');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toMatch(/The replies of this run were damaged: \d+ of them could be kept/);
    expect(await resultOf('run')).toBe(before);
    expect(endpoint.requests.length).toBeLessThan(2 * asked);
  });

  it.each([
    ['half a checkpoint', (text: string) => text.slice(0, text.length / 2)],
    ['none', () => ''],
  ])('is made again from its replies with %s', async (_, damage) => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const first = await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    const file = join(folder, 'run', 'checkpoint.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, damage(text));
    const again = await runDln(['resume', join(folder, 'run'), '--json']);
    expect(again.stdout).toBe(first.stdout);
    expect(again.stderr).toContain('The checkpoint of this run is damaged');
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(endpoint.requests.length).toBe(asked);
  });

  it.each(['"patience":', '"position":'])(
    'is refused if its state differs from its checkpoint (%s)',
    async (part) => {
      await using endpoint = await startFakeEndpoint();
      vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
      await runDln(trainArgs('run'));
      const file = join(folder, 'run', 'checkpoint.json');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace(new RegExp(`${part}\\d*`), `${part}9`));
      const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
      expect({ status, stderr }).toMatchObject({ status: 1 });
      expect(stderr).toContain(
        'The run does not go as it went before: at the place of its checkpoint',
      );
    },
  );

  it('goes on behind a last event that was half written', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'));
    const file = join(folder, 'run', 'events.jsonl');
    const events = await readFile(file, 'utf8');
    await writeFile(file, events.slice(0, -40));
    expect(await runDln(['resume', join(folder, 'run')])).toMatchObject({ status: 0 });
    expect(await readFile(file, 'utf8')).toBe(events);
  });
});

describe('a run without its endpoint', () => {
  it('is replayed with no key, and asks nothing', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const first = await runDln(trainArgs('run'));
    const asked = endpoint.requests.length;
    vi.stubEnv('OPENAI_BASE_URL', undefined);
    vi.stubEnv('OPENAI_API_KEY', undefined);
    const again = await runDln(['resume', join(folder, 'run'), '--json']);
    expect({ ...again, stderr: '' }).toEqual({ ...first, stderr: '' });
    expect(endpoint.requests.length).toBe(asked);
  });

  it('stops at a reply that is missing, says which, and sends nothing', async () => {
    const stop = new AbortController();
    await using endpoint = await startFakeEndpoint({
      onRequest: (count) => {
        if (count === 40) stop.abort();
      },
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    await runDln(trainArgs('run'), { signal: stop.signal });
    const asked = endpoint.requests.length;
    vi.stubEnv('OPENAI_API_KEY', '');
    const { status, stderr } = await runDln(['resume', join(folder, 'run')]);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'is not among the replies that are kept, and nothing was sent. OPENAI_API_KEY is not set',
    );
    expect(stderr).toContain('The question: "');
    expect(endpoint.requests.length).toBe(asked);

    await using other = await startFakeEndpoint();
    vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
    vi.stubEnv('OPENAI_BASE_URL', other.url);
    const moved = await runDln(['resume', join(folder, 'run')]);
    expect(moved.status).toBe(1);
    expect(moved.stderr).toContain(
      `The run was made with ${endpoint.url}, and the environment describes ${other.url} now`,
    );
    expect([...other.requests]).toEqual([]);
  });
});

describe('caps', () => {
  it.each([
    { flag: '--max-requests', cap: 40, unit: 'requests' },
    { flag: '--max-tokens-total', cap: 1500, unit: 'tokens' },
    { flag: '--max-cost', cap: 0.5, unit: 'dollars' },
  ] as const)(
    'end a run at $flag $cap, with a distinct status, and a larger one lets it go on',
    async ({ flag, cap, unit }) => {
      await using endpoint = await startFakeEndpoint();
      vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
      const prices = join(folder, 'prices.yaml');
      await writeFile(prices, 'models:\n  fake-*: { input: 1000, output: 2000 }\n');
      const paid = ['--prices', prices];
      const capped = await runDln([...trainArgs('capped'), flag, String(cap), ...paid]);
      expect(capped.status).toBe(3);
      expect(capped.stderr).toContain(`The cap of ${cap}`);
      expect(JSON.parse(capped.stdout)).toMatchObject({
        reachedCap: expect.any(String),
        bestPrompts: [expect.any(String), expect.any(String)],
      });
      if (flag === '--max-requests') expect(endpoint.requests.length).toBeLessThanOrEqual(cap);
      const { spent } = spentSchema.parse(JSON.parse(capped.stdout));
      expect(spent[unit]).toBeLessThanOrEqual(cap);

      const resumed = await runDln(['resume', join(folder, 'capped'), flag, '100000', '--json']);
      expect(resumed.status).toBe(0);
      await runDln(trainArgs('whole'));
      expect(await resultOf('capped')).toBe(await resultOf('whole'));
    },
  );

  it('have their status also where they end a run before it has begun, in the probe', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const args = trainArgs('early').flatMap((arg, index, all) =>
      arg === '--probe' || all[index - 1] === '--probe' ? [] : [arg],
    );
    const { status, stderr } = await runDln([...args, '--max-requests', '2']);
    expect(status).toBe(3);
    expect(stderr).toContain('The cap of 2 requests is reached');
  });

  it('on money are refused before anything is sent if a price is not known', async () => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const { status, stderr } = await runDln([...trainArgs('run'), '--max-cost', '1']);
    expect(status).toBe(1);
    expect(stderr).toContain('The price of "fake-model" is not known');
    expect(stderr).toContain('--prices prices.yaml');
    expect(endpoint.requests).toHaveLength(0);
  });

  it.each([9, 17, 33, 55, 71])('are never passed: %i requests', async (cap) => {
    await using endpoint = await startFakeEndpoint();
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    const flags = ['--max-requests', String(cap), '--concurrency', '64'];
    await runDln([
      ...trainArgs('run').filter(
        (_, at, all) => all[at - 1] !== '--concurrency' && all[at] !== '--concurrency',
      ),
      ...flags,
    ]);
    expect(endpoint.requests.length).toBeLessThanOrEqual(cap);
  });
});
