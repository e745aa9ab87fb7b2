import { createHash, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import {
  completionOf,
  sendError,
  sendJson,
  startTestServer,
  type TestServer,
} from '../testing/start-test-server.fixture.ts';
import { createEndpoint } from './create-endpoint.ts';
import type { EndpointOptions } from './endpoint.ts';

const KEY = 'hunter22-the-key';
const open = ({ baseUrl }: Pick<TestServer, 'baseUrl'>, options: Partial<EndpointOptions> = {}) =>
  createEndpoint({ apiKey: KEY, baseUrl, ...options });
const ask = (endpoint: ReturnType<typeof open>, onText?: (piece: string) => void) =>
  endpoint.post({ path: '/completions', body: {}, parse: (reply) => reply, onText });

it('cuts the text of an error (issue 14.8)', async () => {
  await using server = await startTestServer((_, response) => {
    sendError(response, 400, { message: 'no '.repeat(1024 * 1024) });
  });
  const error = await ask(open(server)).catch((caught: unknown) => caught);
  expect(String(error)).toContain('answered 400');
  expect(String(error).length).toBeLessThan(1500);
});

describe.each([
  ['OpenAI', {}],
  ['Azure', { azureApiVersion: '2024-06-01' }],
])('a key that a server of %s echoes (issue 14.5)', (_, options) => {
  const forms = [
    KEY,
    encodeURIComponent(KEY),
    Buffer.from(`:${KEY}`).toString('base64'),
    Array.from(KEY, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
  ];

  it.each(forms)('is replaced in a reply: %s', async (form) => {
    await using server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        `{"choices":[{"text":"It is ${form}.","finish_reason":"stop","${form}":1}],"usage":null}`,
      );
    });
    const reply = inspect(await ask(open(server, options)), { depth: 9 });
    expect(reply).toMatch(/'It is \w{0,2}\[redacted\]\S{0,2}\.'/);
    expect(reply).not.toContain(form);
    expect(reply).not.toContain(KEY);
  });

  it('is replaced in the names of models', async () => {
    await using server = await startTestServer((_request, response) => {
      sendJson(response, { data: [{ id: `model-${KEY}` }] });
    });
    // Azure lists no models.
    const names = 'azureApiVersion' in options ? [] : ['model-[redacted]'];
    expect(await open(server, options).listModels()).toEqual(names);
  });

  it('is replaced in the address of a redirect and in errors', async () => {
    await using server = await startTestServer((_request, response, index) => {
      if (index === 0) response.writeHead(302, { location: `/${KEY}/login#${KEY}` }).end();
      else sendError(response, 400, { message: `${KEY} ${KEY}`, code: KEY });
    });
    const endpoint = open(server, options);
    for (const expected of ['redirects to', 'answered 400']) {
      const error = await ask(endpoint).catch((caught: unknown) => caught);
      expect(String(error)).toContain(expected);
      expect(inspect(error, { depth: 9 })).not.toContain(KEY);
    }
  });

  it('is replaced in a stream, also if it comes in pieces', async () => {
    await using server = await startTestServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const text of ['The ', ...KEY.split(''), ' is the hun', 'ter'])
        response.write(`data: ${JSON.stringify({ choices: [{ text }] })}\n\n`);
      response.end('data: [DONE]\n\n');
    });
    let pieces = '';
    await ask(open(server, options), (piece) => (pieces += piece));
    expect(pieces).toBe('The [redacted] is the hunter');
  });
});

it.each([
  ['http://:PASSWORD1@127.0.0.1:1/v1', '127.0.0.1:1'],
  ['htp://user:PASSWORD1@127.0.0.1:1/v1', '127.0.0.1:1'],
  ['user:PASSWORD1@127.0.0.1:1/v1', '127.0.0.1:1'],
  ['http://user:PASS/WORD1@127.0.0.1:1/v1', '127.0.0.1:1'],
  ['http://user:1/PASSWORD1@127.0.0.1:1/v1', '127.0.0.1:1'],
  ['http://user:PASSWORD1@127.0.0.1:99999/v1', '127.0.0.1:99999'],
  ['http://127.0.0.1:1/v1?api-key=PASSWORD1', '127.0.0.1:1'],
  ['http://127.0.0.1:1/v1#PASSWORD1', '127.0.0.1:1'],
  ['http://127.0.0.1:1/v1;x?a=1&b=PASSWORD1#c=PASSWORD1', '127.0.0.1:1'],
])('shows no secret of the base URL %s (issue 14.5)', async (baseUrl, host) => {
  const caught = await Promise.resolve()
    .then(() => ask(open({ baseUrl })))
    .catch((error: unknown) => error);
  expect(caught).toBeInstanceOf(Error);
  expect(String(caught)).toContain(host);
  expect(inspect(caught, { depth: 9 })).not.toMatch(/PASS|WORD1/);
});

it('leaves the text of replies as it is, byte by byte, if it holds no secret', async () => {
  const text = randomBytes(2000).toString('latin1') + createHash('md5').update('x').digest('hex');
  await using server = await startTestServer((_, response) => {
    sendJson(response, completionOf(text));
  });
  expect(await ask(open(server))).toMatchObject({ choices: [{ text }] });
});
