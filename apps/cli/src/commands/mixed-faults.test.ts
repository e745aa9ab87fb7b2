import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { type Fault, startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-mixed-'));
  dataset = await writeWalks(folder);
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Outcome of a walk by its number of steps: eight of 24 fail for good, each in a different way. */
const faults: Readonly<Record<number, Fault>> = {
  1: { status: 400, message: 'the prompt is too long', code: 'context_length_exceeded' },
  4: { status: 400, message: 'the prompt was filtered', code: 'content_filter' },
  7: 'null-logprobs',
  10: { status: 200, message: 'Rate limit exceeded', code: '429' },
  13: { status: 200, message: 'Provider returned error', code: '502' },
  16: { status: 200, message: 'a riddle' },
  19: { status: 500, message: 'the worker died' },
  22: { status: 400, message: 'this walk is refused' },
};

it('a run with a third of its items failing ends, names them, and a second run pays for those alone', async () => {
  let isFaulty = true;
  const failed = new Set<string>();
  await using endpoint = await startFakeEndpoint({
    fail: (_, prompt) => {
      const steps = /Walk (\d+) steps\.\s+(?:\S+\s*)?$/.exec(prompt)?.[1];
      const fault = isFaulty ? faults[Number(steps)] : undefined;
      if (fault !== undefined) failed.add(prompt);
      return fault;
    },
  });
  const connections = join(folder, 'models.yaml');
  await writeFile(
    connections,
    `- { name: a, model: m, api: completions, base_url: "${endpoint.url}", api_key: EMPTY, max_retries: 1 }\n`,
  );
  const train = (run: string): ReturnType<typeof runDln> =>
    runDln([
      ...[
        'train',
        '--dataset',
        dataset,
        '--out-dir',
        join(folder, run),
        '--cache',
        join(folder, 'shared.sqlite'),
      ],
      ...['--connections-config', connections, '--one-layer', '--iters', '1', '--batch-size', '8'],
      ...['--num-p-samples', '2', '--concurrency', '4', '--seed', '3'],
    ]);
  const first = await train('first');
  expect(first.stderr + first.stdout).not.toContain('dln:');
  expect(first.status).toBe(0);
  const events = await readFile(join(folder, 'first', 'events.jsonl'), 'utf8');
  const kinds = [...events.matchAll(/"kind":"([a-z-]+)"/g)].map(([, kind]) => kind);
  expect([...new Set(kinds)].toSorted()).toEqual([
    'broken-reply',
    'content-filter',
    'context-overflow',
    'refused',
    'server-error',
  ]);
  // The server's own words reach the user.
  for (const words of ['Rate limit exceeded', 'a riddle', 'the worker died'])
    expect(first.stderr).toContain(words);

  isFaulty = false;
  const before = endpoint.requests.length;
  const second = await train('second');
  expect(second.status).toBe(0);
  expect(second.stderr).not.toContain('left out');
  const asked = endpoint.requests.slice(before).map(({ prompt }) => String(prompt));
  const again = asked.filter((prompt) => failed.has(prompt));
  expect(again.length).toBeGreaterThanOrEqual(failed.size / 2);
});
