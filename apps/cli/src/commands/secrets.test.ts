import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

const key = 'hunter22/the+key-of-mine';

/** A key as servers have been seen to quote it. */
const forms: readonly (readonly [string, string])[] = [
  ['as it is', key],
  ['as a header', `Authorization: Bearer ${key}`],
  ['in a URL', `https://there/v1?api-key=${encodeURIComponent(key)}`],
  ['as basic authentication', `Basic ${Buffer.from(`user:${key}`).toString('base64')}`],
  ['in base64', Buffer.from(`:${key}`).toString('base64')],
];

let folder = '';
let dataset = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dln-secrets-'));
  dataset = await writeWalks(folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** All that a run left: what it printed, and the bytes of its files. */
async function tracesOf(run: string, printed: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(join(folder, run), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'));
  return [...printed, ...(await Promise.all(texts))];
}

function expectNoKey(traces: readonly string[]): void {
  const bare = Buffer.from(key).toString('base64').slice(0, -4);
  for (const trace of traces)
    for (const form of [key, encodeURIComponent(key), bare, ...forms.map(([, text]) => text)])
      expect(trace).not.toContain(form);
}

const args = (run: string): readonly string[] => [
  ...['train', '--dataset', dataset, '--out-dir', join(folder, run)],
  ...'--iters 1 --val-freq 1 --batch-size 4 --num-p-samples 3 --num-h-samples 2 --verbose'.split(
    ' ',
  ),
];

it.each(forms)(
  'a key in the environment that an error quotes %s is nowhere',
  { timeout: 30_000 },
  async (_, form) => {
    await using endpoint = await startFakeEndpoint({
      key,
      // Some examples are left out with the server's words, and later the run fails with them.
      fail: (count, prompt) => {
        if (/Walk (?:3|5) steps/.test(prompt))
          return { status: 400, message: `too long: ${form}`, code: 'context_length_exceeded' };
        return count > 25 ? { status: 400, message: `no: ${form}` } : undefined;
      },
    });
    vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
    vi.stubEnv('OPENAI_API_KEY', key);
    const { status, stdout, stderr } = await runDln(args('run'));
    expect(status).toBe(1);
    expect(stderr).toContain('[redacted]');
    expectNoKey(await tracesOf('run', [stdout, stderr]));
  },
);

it(
  'a key in a connections file is nowhere, whether the run ends well or not',
  { timeout: 30_000 },
  async () => {
    let isFailing = false;
    await using endpoint = await startFakeEndpoint({
      key,
      fail: (count) =>
        isFailing && count > 25 ? { status: 403, message: `no: ${key}` } : undefined,
    });
    const connections = join(folder, 'models.yaml');
    const entry = `{ name: a, model: m, api: completions, base_url: "${endpoint.url}", api_key: "${key}" }`;
    await writeFile(connections, `- ${entry}\n`);
    vi.stubEnv('OPENAI_API_KEY', undefined);
    const good = await runDln([...args('good'), '--connections-config', connections]);
    expect(good.status).toBe(0);
    const record: unknown = JSON.parse(await readFile(join(folder, 'good', 'config.json'), 'utf8'));
    expect(record).toMatchObject({
      findings: { connections: { a: { baseUrl: endpoint.url, provider: 'compatible' } } },
    });
    expectNoKey(await tracesOf('good', [good.stdout, good.stderr]));
    isFailing = true;
    const bad = await runDln([...args('bad'), '--connections-config', connections]);
    expect(bad.status).toBe(1);
    expectNoKey(await tracesOf('bad', [bad.stdout, bad.stderr]));
  },
);
