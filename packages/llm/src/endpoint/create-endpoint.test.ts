import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import {
  completionOf,
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
  type TestServer,
} from '../testing/start-test-server.fixture.ts';
import { ApiCallError } from './api-call-error.ts';
import { createEndpoint } from './create-endpoint.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import { createScheduler } from './create-scheduler.ts';
import type { SchedulerOptions } from './scheduler.ts';

const KEY = 'hunter22-the-key';

/** An endpoint that does not wait between retries, and what it would have waited. */
function open(
  server: Pick<TestServer, 'baseUrl'>,
  { azureApiVersion, ...options }: SchedulerOptions & Partial<EndpointOptions> = {},
) {
  const waits: number[] = [];
  const endpoint = createEndpoint({
    apiKey: KEY,
    baseUrl: server.baseUrl,
    scheduler: createScheduler({
      random: () => 1,
      sleep: (delayInMs) => {
        waits.push(delayInMs);
        return Promise.resolve();
      },
      ...options,
    }),
    ...(azureApiVersion === undefined ? {} : { azureApiVersion }),
  });
  return { endpoint, waits };
}

const ask = (endpoint: Endpoint, signal?: AbortSignal): Promise<unknown> =>
  endpoint.post({
    path: '/completions',
    body: { prompt: 'Hello' },
    parse: (reply) => reply,
    ...(signal === undefined ? {} : { signal }),
  });

/** The error that a request ends with. */
async function failureOf(endpoint: Endpoint): Promise<Error> {
  try {
    await ask(endpoint);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the request did not fail');
}

/** Fails the first requests in a given way, then answers. */
const failingFirst =
  (times: number, fail: TestHandler): TestHandler =>
  (request, response, index) => {
    if (index < times) fail(request, response, index);
    else sendJson(response, completionOf('hi'));
  };

describe('a request', () => {
  it('carries body and key to the path under the base URL', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, { ok: 1 }));
    const { endpoint } = open(server);
    expect(await ask(endpoint)).toMatchObject({ ok: 1 });
    expect(server.received).toMatchObject([
      {
        path: '/v1/completions',
        body: { prompt: 'Hello' },
        headers: { authorization: `Bearer ${KEY}` },
      },
    ]);
  });

  it('speaks Azure’s dialect: deployment and version in the address, the key in another header', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, {}));
    const { endpoint } = open(server, { azureApiVersion: '2024-06-01' });
    await endpoint.post({
      path: '/chat/completions',
      body: { model: 'my-deployment', messages: [] },
      parse: (reply) => reply,
    });
    expect(endpoint.provider).toBe('azure');
    expect(server.received[0]?.path).toBe(
      '/v1/deployments/my-deployment/chat/completions?api-version=2024-06-01',
    );
    expect(server.received[0]?.headers['api-key']).toBe(KEY);
  });
});

describe('what passes is retried', () => {
  it.each([408, 409, 429, 500, 502, 503, 504, 529])('status %i', async (status) => {
    await using server = await startTestServer(
      failingFirst(2, (_, response) => sendError(response, status)),
    );
    const { endpoint } = open(server);
    expect(await ask(endpoint)).toMatchObject({ choices: [{ text: 'hi' }] });
    expect(server.received).toHaveLength(3);
  });

  it('a connection that breaks before the answer', async () => {
    await using server = await startTestServer(
      failingFirst(1, (_, response) => response.destroy()),
    );
    expect(await ask(open(server).endpoint)).toMatchObject({ choices: [{ text: 'hi' }] });
  });

  it('a connection that breaks within the answer', async () => {
    await using server = await startTestServer(
      failingFirst(1, (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
        response.write('{"choices":');
        setImmediate(() => response.destroy());
      }),
    );
    expect(await ask(open(server).endpoint)).toMatchObject({ choices: [{ text: 'hi' }] });
  });

  it('broken JSON', async () => {
    await using server = await startTestServer(
      failingFirst(1, (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"choices":[{"text":');
      }),
    );
    expect(await ask(open(server).endpoint)).toMatchObject({ choices: [{ text: 'hi' }] });
  });

  it('a server that does not answer in time, also within the answer', async () => {
    await using server = await startTestServer(
      failingFirst(2, (_, response, index) => {
        if (index === 0) return;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      }),
    );
    const { endpoint } = open(server, { timeoutInMs: 500 });
    expect(await ask(endpoint)).toMatchObject({ choices: [{ text: 'hi' }] });
    expect(server.received).toHaveLength(3);
  });

  it('after the time that the server asks for', async () => {
    await using server = await startTestServer(
      failingFirst(2, (_, response, index) =>
        sendError(response, 429, {
          headers: index === 0 ? { 'retry-after': '3' } : { 'retry-after-ms': '4500' },
        }),
      ),
    );
    const { endpoint, waits } = open(server);
    await ask(endpoint);
    // Once for the request itself, and once for all the others.
    expect(waits).toEqual([3000, 3000, 4500, 4500]);
  });

  it('no more often than allowed; then the last failure is told', async () => {
    await using server = await startTestServer((_, response) =>
      sendError(response, 503, { message: 'overloaded' }),
    );
    const { endpoint } = open(server, { maxRetries: 2 });
    const error = await failureOf(endpoint);
    expect(error).toBeInstanceOf(ApiCallError);
    expect(error).toMatchObject({ status: 503, isRetryable: true, serverMessage: 'overloaded' });
    expect(server.received).toHaveLength(3);
  });
});

describe('what stays is told at once, in the server’s words', () => {
  it.each([400, 402, 404, 405, 413, 422, 501])('status %i', async (status) => {
    await using server = await startTestServer((_, response) =>
      sendError(response, status, { message: 'stop must hold at most 4 texts' }),
    );
    const error = await failureOf(open(server).endpoint);
    expect(error).toBeInstanceOf(ApiCallError);
    expect(error).toMatchObject({ status, isRetryable: false });
    expect(error.message).toContain(`answered ${status}: stop must hold at most 4 texts`);
    expect(server.received).toHaveLength(1);
  });

  it.each([401, 403])('status %i, as a matter of the key', async (status) => {
    await using server = await startTestServer((_, response) =>
      sendError(response, status, { message: 'Incorrect API key provided.' }),
    );
    const error = await failureOf(open(server).endpoint);
    expect(error).toMatchObject({ code: 'authentication' });
    expect(error.message).toMatch(
      /Incorrect API key provided\. Check the API key \(OPENAI_API_KEY/,
    );
    expect(server.received).toHaveLength(1);
  });

  it('an account that has run out, though it is a 429', async () => {
    await using server = await startTestServer((_, response) =>
      sendError(response, 429, { message: 'You exceeded your quota', code: 'insufficient_quota' }),
    );
    expect(await failureOf(open(server).endpoint)).toMatchObject({ isRetryable: false });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    { message: 'no', code: 'context_length_exceeded' },
    { message: 'This model’s maximum context length is 16 tokens, however you requested 20.' },
    { message: 'the request exceeds the available context size' },
  ])('a context that is too long: $message', async (words) => {
    await using server = await startTestServer((_, response) => sendError(response, 400, words));
    const failure = await failureOf(open(server).endpoint);
    expect(failure).toMatchObject({ code: 'context-length' });
    expect(failure.message).toContain('Let replies be shorter (max_tokens)');
  });

  it.each([
    ['as FastAPI words it', { detail: 'not here' }, /not here/],
    ['without words', {}, /answered 404: \{\}/],
    ['that is empty', undefined, /answered 404: it does not say why/],
  ])('an error body %s', async (_, body, words) => {
    await using server = await startTestServer((_request, response) =>
      sendJson(response, body, { status: 404 }),
    );
    expect((await failureOf(open(server).endpoint)).message).toMatch(words);
  });

  it('a certificate problem and the like', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, {}));
    const secure = server.baseUrl.replace('http:', 'https:');
    const { endpoint, waits } = open({ ...server, baseUrl: secure });
    const error = await failureOf(endpoint);
    expect(error).toMatchObject({ code: 'connection' });
    expect(waits).toEqual([]);
  });

  it('an address without a server', async () => {
    const server = await startTestServer(() => {});
    await server[Symbol.asyncDispose]();
    const { endpoint, waits } = open(server);
    const error = await failureOf(endpoint);
    expect(error).toMatchObject({ code: 'connection' });
    expect(error.message).toBe(
      `Cannot connect to ${server.baseUrl} (ECONNREFUSED). Start the server, or name another one with OPENAI_BASE_URL or base_url in the connections file.`,
    );
    expect(waits).toEqual([]);
  });
});

describe('an error', () => {
  it('never holds the key, though the server quotes it', async () => {
    await using server = await startTestServer((request, response) =>
      sendError(response, 401, {
        message: `no such key: ${String(request.headers.authorization)}`,
      }),
    );
    const error = await failureOf(open(server).endpoint);
    expect(error.message).toContain('no such key: [redacted]');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  it('never holds what the base URL carries in its query', async () => {
    await using server = await startTestServer((request, response) =>
      sendError(response, 400, { message: `cannot ${request.path}` }),
    );
    const baseUrl = `${server.baseUrl}?token=pass-word`;
    const error = await failureOf(open({ ...server, baseUrl }).endpoint);
    expect(error.message).toContain('cannot /v1/completions?token=[redacted]');
    expect(error.message).not.toContain('pass-word');
  });
});

describe('an abort', () => {
  it('ends a request under way with its reason, and closes the connection', async () => {
    const closed = Promise.withResolvers<undefined>();
    const arrived = Promise.withResolvers<undefined>();
    await using server = await startTestServer((_, response) => {
      response.on('close', () => closed.resolve(undefined));
      arrived.resolve(undefined);
    });
    const controller = new AbortController();
    const request = ask(open(server).endpoint, controller.signal);
    await arrived.promise;
    controller.abort(new Error('enough'));
    await expect(request).rejects.toThrow('enough');
    await closed.promise;
  });

  it('ends a request that waits to be retried', async () => {
    await using server = await startTestServer((_, response) =>
      sendError(response, 429, { headers: { 'retry-after': '60' } }),
    );
    const controller = new AbortController();
    const endpoint = createEndpoint({ apiKey: KEY, baseUrl: server.baseUrl });
    const request = ask(endpoint, controller.signal);
    while (endpoint.scheduler.statistics.retries === 0) await new Promise(setImmediate);
    controller.abort(new Error('enough'));
    await expect(request).rejects.toThrow('enough');
    expect(server.received).toHaveLength(1);
  });
});

describe('a reply that cannot be read', () => {
  it('is requested again if the reader marks the error as retryable', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, {}));
    let reads = 0;
    const parse = (): string => {
      if (++reads === 1) {
        throw new ApiCallError({
          code: 'invalid-reply',
          message: 'odd',
          url: server.baseUrl,
          isRetryable: true,
        });
      }
      return 'fine';
    };
    const reply = open(server).endpoint.post({ path: '/completions', body: {}, parse });
    expect(await reply).toBe('fine');
  });
});

describe('a defect in the reader of a reply', () => {
  it('comes out as it is, at once', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, {}));
    const parse = (): never => {
      throw new TypeError('oops is not a function');
    };
    const reply = open(server).endpoint.post({ path: '/completions', body: {}, parse });
    await expect(reply).rejects.toThrow(TypeError);
    expect(server.received).toHaveLength(1);
  });
});

describe('the list of models', () => {
  it('holds the names that the server gives', async () => {
    await using server = await startTestServer((_, response) =>
      sendJson(response, { object: 'list', data: [{ id: 'a' }, { id: 'b' }] }),
    );
    expect(await open(server).endpoint.listModels()).toEqual(['a', 'b']);
    expect(server.received[0]?.path).toBe('/v1/models');
  });

  it('is empty if the server lists no models', async () => {
    await using server = await startTestServer((_, response) => sendError(response, 404));
    expect(await open(server).endpoint.listModels()).toEqual([]);
  });

  it('is not there for a wrong key', async () => {
    await using server = await startTestServer((_, response) => sendError(response, 401));
    await expect(open(server).endpoint.listModels()).rejects.toThrow(
      expect.objectContaining({ code: 'authentication' }),
    );
  });
});

describe('an endpoint', () => {
  it('knows whose API it is by its address', () => {
    expect(createEndpoint({ apiKey: KEY }).provider).toBe('openai');
    expect(createEndpoint({ apiKey: KEY }).baseUrl).toBe('https://api.openai.com/v1');
    expect(createEndpoint({ apiKey: KEY, baseUrl: 'http://localhost:1/v1' }).provider).toBe(
      'compatible',
    );
  });

  it('wants a key, and names the placeholder for servers without', () => {
    expect(() => createEndpoint({ apiKey: '' })).toThrow(
      expect.objectContaining({ code: 'missing-api-key' }),
    );
    expect(() => createEndpoint({ apiKey: '' })).toThrow(/EMPTY/);
  });

  it.each(['hunter22\nthe-key', 'hunter22-ключ', 'hunter22\0'])(
    'refuses a key that no header can hold, and does not show it: %j',
    (apiKey) => {
      const open = (): Endpoint => createEndpoint({ apiKey });
      expect(open).toThrow(expect.objectContaining({ code: 'invalid-api-key' }));
      expect(open).not.toThrow(/hunter22/);
    },
  );

  it.each(['localhost:8000', 'nonsense', 'ftp://host/v1', ''])(
    'wants a URL, which %j is not',
    (baseUrl) => {
      expect(() => createEndpoint({ apiKey: KEY, baseUrl })).toThrow(
        expect.objectContaining({ code: 'invalid-base-url' }),
      );
    },
  );

  it('wants no password in the URL, and does not repeat it', () => {
    const open = () => createEndpoint({ apiKey: KEY, baseUrl: 'http://user:pass-word@host/v1' });
    expect(open).toThrow(expect.objectContaining({ code: 'invalid-base-url' }));
    expect(open).toThrow(/^(?!.*pass-word)/);
  });
});

it('sends a refused key once, however many wait to send it', async () => {
  await using server = await startTestServer((_, response) => sendError(response, 401, {}));
  const { endpoint } = open(server);
  const outcomes = await Promise.allSettled([ask(endpoint), ask(endpoint), ask(endpoint)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(server.received).toHaveLength(1);
});
