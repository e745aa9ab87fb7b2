import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNetworkService } from './network-service.ts';
import { type OpenedServer, openServer } from './open-server.ts';
import { type HeldModel, repeatingModel, repeatingNetwork } from './serving.fixture.ts';

let server: OpenedServer;
let client: OpenAI;
let held: HeldModel;
const open = async (
  model: HeldModel,
  options: Partial<Parameters<typeof openServer>[0]> = {},
): Promise<void> => {
  held = model;
  const service = createNetworkService(repeatingNetwork(model.model), { name: 'parrots' });
  server = await openServer({ service, ...options });
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
};
beforeEach(() => open(repeatingModel()));
afterEach(async () => {
  held.release();
  await server[Symbol.asyncDispose]();
});

const model = 'parrots';
const ask = (content: string): OpenAI.Chat.ChatCompletionCreateParamsNonStreaming => ({
  model,
  messages: [{ role: 'user', content }],
});

describe('the openai client', () => {
  it('finds the network as a model', async () => {
    expect((await client.models.list()).data).toEqual([
      { id: model, object: 'model', created: expect.any(Number), owned_by: 'dln' },
    ]);
    expect((await client.models.retrieve(model)).id).toBe(model);
  });

  it('gets the answer to the last user message, the hidden texts, and the usage of all layers', async () => {
    const reply = await client.chat.completions.create(ask('hello'));
    expect(reply).toMatchObject({
      object: 'chat.completion',
      model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Repeat: Shout: hello' },
          finish_reason: 'stop',
          dln: { hidden_texts: ['Shout: hello'], answered_by: 'generated' },
        },
      ],
      usage: { prompt_tokens: 6, completion_tokens: 4, total_tokens: 10 },
    });
  });

  it('gets the same answer in pieces, with the usage at the end if it wants it', async () => {
    const stream = await client.chat.completions.create({
      ...ask('hello'),
      stream: true,
      stream_options: { include_usage: true },
    });
    const pieces: string[] = [];
    let usage: unknown;
    let finish: unknown;
    for await (const chunk of stream) {
      const [choice] = chunk.choices;
      if (choice?.delta.content) pieces.push(choice.delta.content);
      finish ??= choice?.finish_reason;
      usage ??= chunk.usage;
    }
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe('Repeat: Shout: hello');
    expect([finish, usage]).toEqual([
      'stop',
      { prompt_tokens: 6, completion_tokens: 4, total_tokens: 10 },
    ]);
  });

  it('gets a choice for each of several prompts of a completion', async () => {
    const reply = await client.completions.create({ model, prompt: ['a', 'b'] });
    expect(reply.choices.map(({ text, index }) => [index, text])).toEqual([
      [0, 'Repeat: Shout: a'],
      [1, 'Repeat: Shout: b'],
    ]);
    expect(reply.usage?.total_tokens).toBe(20);
  });

  it('gets completions in pieces', async () => {
    const stream = await client.completions.create({ model, prompt: 'a', stream: true });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.text ?? '';
    expect(text).toBe('Repeat: Shout: a');
  });

  it('gets 32 answers at a time', async () => {
    const inputs = Array.from({ length: 32 }, (_, index) => `input ${index}`);
    const replies = await Promise.all(
      inputs.map(async (input) => client.chat.completions.create(ask(input))),
    );
    expect(replies.map(({ choices }) => choices[0]?.message.content)).toEqual(
      inputs.map((input) => `Repeat: Shout: ${input}`),
    );
  });
});

it('names the settings that a network does not use', async () => {
  const ignored: (readonly string[])[] = [];
  await server[Symbol.asyncDispose]();
  await open(repeatingModel(), { onIgnored: (settings) => ignored.push(settings) });
  const messages = [
    { role: 'system' as const, content: 'Be brief.' },
    { role: 'user' as const, content: 'hello' },
  ];
  const { response } = await client.chat.completions
    .create({ model, messages, temperature: 0.7, max_completion_tokens: 5 })
    .withResponse();
  expect(response.headers.get('x-dln-ignored')).toBe('system messages, temperature, max_tokens');
  expect(ignored).toEqual([['system messages', 'temperature', 'max_tokens']]);
});

describe('a bad request', () => {
  const send = async (
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/json' },
    path = '/chat/completions',
  ): Promise<[number, unknown]> => {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body, headers });
    const { error } = (await response.json()) as { error: unknown };
    return [response.status, error];
  };
  const error = (message: string, param: string | null = null, code: string | null = null) => ({
    message,
    type: 'invalid_request_error',
    param,
    code,
  });

  it.each([
    [
      '{"messages": "hello"}',
      400,
      error(
        'Invalid value for `messages`: Invalid input: expected array, received string.',
        'messages',
      ),
    ],
    [
      '[]',
      400,
      error('Invalid value for the body: Invalid input: expected object, received array.'),
    ],
    [
      '{"model": "gpt-4", "messages": [{"role": "user", "content": "x"}]}',
      404,
      error(
        'The model "gpt-4" does not exist. This server has "parrots".',
        'model',
        'model_not_found',
      ),
    ],
    [
      '{"messages": [{"role": "system", "content": "x"}]}',
      400,
      error(
        'The request has no user message. The last one is the input.',
        'messages',
        'unsupported_parameter',
      ),
    ],
    [
      '{"messages": [{"role": "user", "content": "x"}], "tools": [{}]}',
      400,
      error('Tools are not supported.', 'tools', 'unsupported_parameter'),
    ],
    [
      '{"messages": [{"role": "user", "content": "x"}], "n": 2}',
      400,
      error('A network gives one answer to an input.', 'n', 'unsupported_parameter'),
    ],
    [
      '{"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}',
      400,
      error(
        'Parts of the type image_url are not supported. Send texts.',
        'messages.0.content',
        'unsupported_parameter',
      ),
    ],
  ])('is answered with the reason: %s', async (body, status, expected) => {
    expect(await send(body)).toEqual([status, expected]);
  });

  it('is answered with the reason if its body is not JSON', async () => {
    const [status, shown] = await send('{"messages": ');
    expect([status, (shown as { message: string }).message]).toEqual([
      400,
      expect.stringContaining('The body is not JSON: '),
    ]);
    expect(await send('{}', { 'content-type': 'text/plain' })).toMatchObject([415, {}]);
  });

  it('is refused if it is too long, at another path, or with another method', async () => {
    await server[Symbol.asyncDispose]();
    await open(repeatingModel(), { maxBodyBytes: 100 });
    const body = JSON.stringify(ask('x'.repeat(100)));
    expect(await send(body)).toEqual([
      413,
      error('The request has more than 100 bytes.', null, 'request_too_large'),
    ]);
    expect(await send('{}', undefined, '/embeddings')).toMatchObject([404, { code: 'not_found' }]);
    expect((await fetch(`${server.url}/chat/completions`)).status).toBe(405);
  });

  it('reaches the client as its own kind of error', async () => {
    const asking = client.chat.completions.create({ ...ask('x'), model: 'gpt-4' });
    await expect(asking).rejects.toThrow(OpenAI.NotFoundError);
  });
});

it('aborts the work of a client that goes away', async () => {
  await server[Symbol.asyncDispose]();
  await open(repeatingModel({ isHeld: true }));
  const leaving = new AbortController();
  const asking = client.chat.completions.create(ask('hello'), { signal: leaving.signal });
  const streaming = client.chat.completions.create(
    { ...ask('hello'), stream: true },
    { signal: leaving.signal },
  );
  await vi.waitFor(() => expect(held.running()).toBe(2));
  leaving.abort();
  await expect(asking).rejects.toThrow(OpenAI.APIUserAbortError);
  await expect(streaming).rejects.toThrow(OpenAI.APIUserAbortError);
  await vi.waitFor(() => expect([held.running(), held.aborted()]).toEqual([0, 2]));
});

it('answers as many requests at once as it may, lets others wait, and refuses the rest', async () => {
  await server[Symbol.asyncDispose]();
  await open(repeatingModel({ isHeld: true }), { concurrency: 2, maxWaiting: 1 });
  const first = [1, 2].map(async () => client.chat.completions.create(ask('hello')));
  await vi.waitFor(() => expect(held.running()).toBe(2));
  const asking = [3, 4].map(async () => client.chat.completions.create(ask('hello')));
  const refused = await Promise.race(
    asking.map(async (one) => one.then(() => undefined).catch((error: unknown) => error)),
  );
  expect(refused).toMatchObject({
    status: 429,
    code: 'server_busy',
    message: '429 The server is busy: 2 requests run and 1 wait. Try again later.',
  });
  expect((refused as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('1');
  held.release();
  await Promise.all(first);
  expect((await Promise.allSettled(asking)).map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ]);
  expect(held.most()).toBe(2);
});

it('answers what is in work when it closes, and aborts it when the time of grace is over', async () => {
  await server[Symbol.asyncDispose]();
  await open(repeatingModel({ isHeld: true }));
  const asking = client.chat.completions.create(ask('hello'));
  await vi.waitFor(() => expect(held.running()).toBe(1));
  const closing = server.close({ graceInMs: 20_000 });
  await expect(client.chat.completions.create(ask('late'))).rejects.toThrow(
    OpenAI.APIConnectionError,
  );
  held.release();
  expect((await asking).choices[0]?.message.content).toBe('Repeat: Shout: hello');
  await closing;

  await open(repeatingModel({ isHeld: true }));
  const late = client.chat.completions.create(ask('hello'));
  const ended = late.catch((error: unknown) => error);
  await vi.waitFor(() => expect(held.running()).toBe(1));
  await server.close({ graceInMs: 10 });
  expect(await ended).toBeInstanceOf(OpenAI.APIError);
  expect(held.aborted()).toBe(1);
});

describe('other machines', () => {
  const token = 'a-token-of-24-characters';

  it.each([
    ['a foreign name that was pointed here', { host: 'evil.example' }],
    ['a page of another site', { origin: 'http://evil.example' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ])('are refused: %s', async (_, headers) => {
    const response = await fetchWith(`${server.url}/models`, headers);
    expect(response).toBe(403);
  });

  it('need the token if they may reach the server', async () => {
    await expect(open(repeatingModel(), { allowedHosts: ['models.example'] })).rejects.toThrow(
      'Other machines reach 127.0.0.1, so that the server needs a token. Pass one, or listen at 127.0.0.1.',
    );
    await server[Symbol.asyncDispose]();
    await open(repeatingModel(), { allowedHosts: ['models.example'], token });
    await expect(client.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
    const own = new OpenAI({ baseURL: server.url, apiKey: token });
    expect((await own.models.list()).data).toHaveLength(1);
    expect(await fetchWith(`${server.url}/models`, { host: 'models.example' })).toBe(401);
    const headers = { host: 'models.example', authorization: `Bearer ${token}` };
    expect(await fetchWith(`${server.url}/models`, headers)).toBe(200);
  });

  it('find nothing if the server listens at a loopback address', () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/v1`);
  });
});

/** `fetch` sends no header of these; a plain request does. */
async function fetchWith(url: string, headers: Record<string, string>): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
