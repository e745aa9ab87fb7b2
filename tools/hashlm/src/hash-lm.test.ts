import { expect, it } from 'vitest';
import { startHashLm } from './index.ts';

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json();
}

it('gives the same words and log-probabilities for the same request, on every machine', async () => {
  await using server = await startHashLm();
  const body = { prompt: 'Is 7 prime?', max_tokens: 3, temperature: 0, echo: true, logprobs: 1 };
  expect(await post(`${server.baseUrl}/completions`, body)).toMatchObject({
    choices: [
      {
        text: 'Is 7 prime?one question think',
        logprobs: {
          tokens: ['Is', ' 7', ' prime', '?', 'one', ' question', ' think'],
          token_logprobs: [null, -0.968, -1.016, -0.662, -1.013, -2.21, -3.135],
        },
        finish_reason: 'length',
      },
    ],
    usage: { prompt_tokens: 4, completion_tokens: 3, total_tokens: 7 },
  });
});

it('draws another reply for another seed at a temperature above 0', async () => {
  await using server = await startHashLm();
  const textOf = async (seed: number): Promise<unknown> =>
    post(`${server.baseUrl}/completions`, { prompt: 'Hello', max_tokens: 8, seed });
  expect(await textOf(1)).toEqual(await textOf(1));
  expect(await textOf(1)).not.toEqual(await textOf(2));
});

it('counts prompts, and how many were served at once', async () => {
  await using server = await startHashLm({ latencyInMs: 20, capacity: 2 });
  await post(`${server.baseUrl}/completions`, { prompt: ['a', 'b', 'c', 'a'], max_tokens: 1 });
  expect(await server.statistics()).toMatchObject({
    requests: 1,
    prompts: 4,
    unique_prompts: 3,
    peak_concurrency: 2,
  });
});

it('fails the share of requests that is asked for', async () => {
  await using server = await startHashLm({ faults: { 500: 1 } });
  const response = await fetch(`${server.baseUrl}/completions`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a' }),
  });
  expect(response.status).toBe(500);
});

it('rejects echo with log-probabilities if told to, and too long a prompt', async () => {
  await using server = await startHashLm({ flags: ['--no-echo', '--max-context', '4'] });
  const url = `${server.baseUrl}/completions`;
  expect(await post(url, { prompt: 'a', echo: true, logprobs: 1 })).toMatchObject({
    error: { message: expect.stringContaining("'echo' and 'logprobs'") },
  });
  expect(await post(url, { prompt: 'a b c d', max_tokens: 1 })).toMatchObject({
    error: { code: 'context_length_exceeded' },
  });
});
