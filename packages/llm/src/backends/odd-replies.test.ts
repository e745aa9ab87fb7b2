import type { ServerResponse } from 'node:http';

import { describe, expect, it } from 'vitest';

import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { sendError, sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createChatModel } from './create-chat-model.ts';

const SECRET = 'sk-very-secret-key';

const top = [
  { token: 'a', logprob: -0.1 },
  { token: 'b', logprob: -3 },
];
const logprobs = { content: [{ ...top[0], top_logprobs: top }] };
const reply = (more: Readonly<Record<string, unknown>> = {}): unknown => ({
  choices: [{ message: { content: 'a' }, finish_reason: 'stop', logprobs, ...more }],
  usage: { prompt_tokens: 3, completion_tokens: 1 },
});
const sendText = (response: ServerResponse, text: string, type = 'application/json'): void => {
  response.writeHead(200, { 'content-type': type }).end(text);
};

/** What a server says in place of a reply, and the words of it that reach the user. */
const oddities: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
  [
    'an error body 429',
    (r) => sendJson(r, { error: { message: 'Rate limit exceeded', code: 429 } }),
    /with an error \(429\): Rate limit exceeded/,
  ],
  [
    'an error body 502 in a choice',
    (r) => sendJson(r, { choices: [{ error: { message: 'Provider died', code: 502 } }] }),
    /\(502\): Provider died/,
  ],
  [
    'an error as text',
    (r) => sendJson(r, { error: 'a riddle' }),
    /answered 200 with an error: a riddle/,
  ],
  [
    'an error that quotes the key',
    (r) => sendJson(r, { error: `no ${SECRET}` }),
    /an error: no \[redacted\]/,
  ],
  ['status 500', (r) => sendError(r, 500, { message: 'oops' }), /answered 500: oops/],
  [
    'null log-probabilities',
    (r) => sendJson(r, reply({ logprobs: null })),
    /without the log-probabilities/,
  ],
  [
    'a positive log-probability',
    (r) =>
      sendJson(
        r,
        reply({
          logprobs: {
            content: [{ token: 'a', logprob: 1, top_logprobs: [{ token: 'a', logprob: 1 }] }],
          },
        }),
      ),
    /no log-probabilities \(1\)/,
  ],
  [
    'a log-probability of null',
    (r) =>
      sendJson(
        r,
        reply({
          logprobs: {
            content: [{ token: 'a', logprob: -1, top_logprobs: [{ token: 'a', logprob: null }] }],
          },
        }),
      ),
    /without the log-probabilities/,
  ],
  [
    '-Infinity',
    (r) => sendText(r, JSON.stringify(reply()).replaceAll('-3', '-Infinity')),
    /broken JSON/,
  ],
  ['NaN', (r) => sendText(r, JSON.stringify(reply()).replaceAll('-3', 'NaN')), /broken JSON/],
  ['no choices', (r) => sendJson(r, { id: 'x' }), /JSON that holds no reply \(\{"id":"x"\}\)/],
  ['empty choices', (r) => sendJson(r, { choices: [] }), /JSON that holds no reply/],
  [
    'a web page',
    (r) => sendText(r, '<html><title>Gateway Timeout</title></html>', 'text/html'),
    /a web page \("Gateway Timeout"\)/,
  ],
  [
    'a stream that breaks off',
    (r) => sendText(r, 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n'),
    /broken JSON/,
  ],
];

/** A server whose answer to `odd` is odd as long as `isOdd` says, by how often it was asked. */
const start = (answer: (response: ServerResponse) => void, isOdd: (times: number) => boolean) => {
  let times = 0;
  return startTestServer(({ body }, response) => {
    const [message] = (body as { readonly messages: readonly { readonly content: string }[] })
      .messages;
    if (message?.content === 'odd' && isOdd(++times)) answer(response);
    else sendJson(response, reply());
  });
};

const open = (baseUrl: string, capabilities = { maxTopTokens: 20 }) =>
  createChatModel({
    model: 'm',
    baseUrl,
    apiKey: SECRET,
    capabilities,
    scheduler: createScheduler({ maxRetries: 4, sleep: () => Promise.resolve() }),
  });

describe.each(oddities)('%s', (_, answer, words) => {
  it('is asked for again, and right the second time', async () => {
    await using server = await start(answer, (times) => times === 1);
    const model = open(server.baseUrl);
    await model.nextToken?.(['fine'], { top: 2 });
    const [distribution] = (await model.nextToken?.(['odd'], { top: 2 })) ?? [];
    expect(distribution?.top[0]).toEqual({ token: 'a', logProbability: -0.1 });
    expect(server.received).toHaveLength(3);
  });

  it('fails for one item if it stays, in the server’s words and with the number of tries', async () => {
    await using server = await start(answer, () => true);
    const model = open(server.baseUrl);
    const contexts = ['fine', 'odd', 'good', 'best'];
    const all = await model.nextToken?.(contexts, { top: 2, onFailure: 'return' });
    expect(all?.map(({ failure }) => failure === undefined)).toEqual([true, false, true, true]);
    const message = all?.[1]?.failure?.message ?? '';
    expect(message).toMatch(words);
    expect(message).toMatch(/It was asked [45] times\.$/);
    expect(message).not.toContain(SECRET);
  });

  it('is asked for again by the next call, and the waiting ones share it', async () => {
    await using server = await start(answer, (times) => times <= 5);
    const model = wrapModel(open(server.baseUrl), deduplicate());
    await model.nextToken?.(['fine'], { top: 2 });
    const ask = async () => model.nextToken?.(['odd', 'odd'], { top: 2, onFailure: 'return' });
    const first = await ask();
    expect(first?.map(({ failure }) => failure !== undefined)).toEqual([true, true]);
    await ask();
    const last = await ask();
    expect(last?.map(({ top: [best] }) => best?.token)).toEqual(['a', 'a']);
  });
});

it('sends nothing more if a server never gave log-probabilities', async () => {
  await using server = await start(
    (response) => sendJson(response, reply({ logprobs: null })),
    () => true,
  );
  const model = open(server.baseUrl).withCapabilities({ maxTopTokens: 100 }, { isTried: true });
  await expect(model.nextToken?.(['odd'], { top: 2 })).rejects.toThrow(UnsupportedCapabilityError);
  expect(server.received).toHaveLength(1);
});

it('treats an error body as the same HTTP status: a wrong key ends the call', async () => {
  const body = { error: { message: 'No auth credentials found', code: 401 } };
  await using server = await start(
    (response) => sendJson(response, body),
    () => true,
  );
  const model = open(server.baseUrl);
  await model.generate([{ prompt: 'fine' }]);
  const call = model.generate([{ prompt: 'odd' }], { onFailure: 'return' });
  await expect(call).rejects.toThrow(/\(401\): No auth credentials found Check the API key/);
});

describe('a refused prompt', () => {
  const refuse = (response: ServerResponse): void =>
    sendError(response, 400, { message: 'this prompt is odd' });

  it('fails for itself if the server answers the others of its call', async () => {
    await using server = await start(refuse, () => true);
    const requests = ['odd', 'fine', 'good'].map((prompt) => ({ prompt }));
    const replies = await open(server.baseUrl).generate(requests, { onFailure: 'return' });
    expect(replies.map(({ failure }) => failure?.kind)).toEqual(['refused', undefined, undefined]);
    expect(replies[0]?.failure?.message).toContain('this prompt is odd');
  });

  it('ends the call if the server answers none', async () => {
    await using server = await start(refuse, () => true);
    const requests = ['odd', 'odd', 'odd'].map((prompt) => ({ prompt }));
    const call = open(server.baseUrl).generate(requests, { onFailure: 'return' });
    await expect(call).rejects.toThrow('this prompt is odd');
  });
});

it('ends the call when a server goes down for good', async () => {
  let asked = 0;
  await using server = await startTestServer((_, response) => {
    if (++asked <= 3) sendJson(response, reply());
    else sendError(response, 503, { message: 'down' });
  });
  const requests = Array.from({ length: 30 }, (_, index) => ({ prompt: `p${index}` }));
  const call = open(server.baseUrl).generate(requests, { onFailure: 'return' });
  await expect(call).rejects.toThrow('down');
});
