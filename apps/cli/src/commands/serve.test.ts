import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';
import { serveDln } from '../testing/serve-dln.ts';
import { type FakeEndpoint, startFakeEndpoint } from '../testing/start-fake-endpoint.ts';
import { writeWalks } from '../testing/write-walks.ts';

let folder = '';
let run = '';
let endpoint: FakeEndpoint;
beforeAll(async () => {
  endpoint = await startFakeEndpoint();
  vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
  vi.stubEnv('OPENAI_BASE_URL', endpoint.url);
  folder = await mkdtemp(join(tmpdir(), 'dln-serve-'));
  run = join(folder, 'walks-run');
  const small = '--iters 1 --batch-size 4 --num-p-samples 2 --num-h-samples 2'.split(' ');
  await runDln(['train', '--dataset', await writeWalks(folder), '--out-dir', run, ...small]);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await endpoint[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const port = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address !== null ? address.port : 0);
};

async function chat(
  url: string,
  content: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string; readonly error: unknown }> {
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ messages: [{ role: 'user', content }] }),
  });
  const { choices, error } = (await response.json()) as {
    choices?: { message: { content: string } }[];
    error?: unknown;
  };
  return { status: response.status, text: choices?.[0]?.message.content ?? '', error };
}

it('answers as dln predict does, under the name of the run, until it is stopped', async () => {
  const inputs = [2, 3, 8, 11].map((steps) => `Walk ${steps} steps.`);
  const { stdout } = await runDln(['predict', run, ...inputs]);
  const served = await serveDln([run, '--port', await port()], { cacheFolder: folder });
  const [url = ''] = served.lines;
  expect(await (await fetch(`${url}/models`)).json()).toMatchObject({
    data: [{ id: 'walks-run' }],
  });
  const answers = await Promise.all(inputs.map(async (input) => (await chat(url, input)).text));
  expect(answers).toEqual(stdout.trim().split('\n'));
  expect(await served.stop()).toEqual({
    status: 130,
    stderr: expect.stringContaining('walks-run answers at this address. Ctrl-C stops it.\n'),
  });
  await expect(fetch(`${url}/models`)).rejects.toThrow();
});

it('refuses requests behind a cap, and does not let clients repeat them', async () => {
  const args = [run, '--port', await port(), '--max-requests', '1', '--no-cache'];
  const served = await serveDln(args, { cacheFolder: folder });
  const [url = ''] = served.lines;
  const { status, error } = await chat(url, 'Walk 40 steps.');
  expect([status, error]).toEqual([
    429,
    expect.objectContaining({
      code: 'insufficient_quota',
      message: expect.stringContaining('The cap of 1 requests is reached'),
    }),
  ]);
  await served.stop();
});

describe('a bare model', () => {
  it('is served from this process, with echo', async () => {
    const args = ['--model', 'embedded', '--port', await port()];
    const served = await serveDln(args, { cacheFolder: folder });
    const [url = ''] = served.lines;
    const response = await fetch(`${url}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'Take 3 steps.', max_tokens: 0, echo: true, logprobs: 0 }),
    });
    expect(await response.json()).toMatchObject({
      model: 'embedded',
      choices: [{ text: 'Take 3 steps.', logprobs: { text_offset: expect.any(Array) } }],
    });
    await served.stop();
  });

  it('is refused in this process with a cap that would do nothing', async () => {
    const args = ['--model', 'embedded', '--max-requests', '1', '--max-cost', '2'];
    await expect(serveDln(args, { cacheFolder: folder })).rejects.toThrow(
      'without a cap on requests, tokens or cost. Leave out --max-requests, --max-cost, or serve',
    );
  });

  it('is served from an endpoint', async () => {
    const args = ['--model', 'fake-model', '--probe', 'false', '--name', 'walker'];
    const served = await serveDln([...args, '--port', await port()], { cacheFolder: folder });
    const [url = ''] = served.lines;
    const response = await fetch(`${url}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'walker', prompt: 'Walk 2 steps.', max_tokens: 1 }),
    });
    expect(await response.json()).toMatchObject({ choices: [{ text: 'yes' }] });
    await served.stop();
  });

  it('has to be named', async () => {
    await expect(serveDln([], { cacheFolder: folder })).rejects.toThrow(
      'Name a trained network, or a model with --model.',
    );
  });
});

describe('other machines', () => {
  it('need a token, which is printed below the address', async () => {
    const args = [run, '--allowed-host', 'models.example', '--port', await port()];
    const served = await serveDln(args, { cacheFolder: folder });
    const [url = '', token = ''] = served.lines;
    expect(token).toMatch(/^[\w-]{32}$/);
    expect((await chat(url, 'Walk 2 steps.')).status).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await chat(url, 'Walk 2 steps.', headers)).status).toBe(200);
    await served.stop();
  });

  it('need the token of a file if there is one', async () => {
    const file = join(folder, 'token');
    await writeFile(file, 'a-token-of-24-characters\n');
    const args = [run, '--token-file', file, '--port', await port()];
    const served = await serveDln(args, { cacheFolder: folder });
    expect(served.lines).toHaveLength(1);
    const headers = { authorization: 'Bearer a-token-of-24-characters' };
    const [url = ''] = served.lines;
    expect((await chat(url, 'Walk 2 steps.')).status).toBe(401);
    expect((await chat(url, 'Walk 2 steps.', headers)).status).toBe(200);
    await served.stop();
    await writeFile(file, 'short');
    await expect(serveDln(args, { cacheFolder: folder })).rejects.toThrow(
      'The token has 5 characters. It needs at least 16.',
    );
  });
});
