import { describe, expect, it } from 'vitest';

import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import {
  completionOf,
  sendError,
  sendJson,
  startTestServer,
  type TestServer,
} from '../testing/start-test-server.fixture.ts';
import { createCompletionsModel } from './create-completions-model.ts';

/** A server that answers a prompt by what it says. */
const startMoodyServer = (): Promise<TestServer> =>
  startTestServer(({ body }, response) => {
    const { prompt } = body as { readonly prompt: string };
    if (prompt === 'long') {
      sendError(response, 400, { message: 'too long', code: 'context_length_exceeded' });
    } else if (prompt === 'bad') {
      sendError(response, 400, { message: 'no', code: 'content_filter' });
    } else if (prompt === 'broken') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [');
    } else if (prompt === 'rude') {
      sendJson(response, { choices: [{ text: 'd', finish_reason: 'content_filter' }] });
    } else {
      sendJson(response, completionOf('hi'));
    }
  });

const open = ({ baseUrl }: TestServer) =>
  createCompletionsModel({
    model: 'm',
    baseUrl,
    apiKey: 'EMPTY',
    scheduler: createScheduler({ maxRetries: 2, sleep: () => Promise.resolve() }),
  });

const requests = ['fine', 'long', 'bad', 'broken', 'rude', 'good'].map((prompt) => ({ prompt }));

describe('a request without an answer', () => {
  it('is a result that says why, beside those of the others', async () => {
    await using server = await startMoodyServer();
    const replies = await open(server).generate(requests, { onFailure: 'return' });
    expect(replies.map(({ failure }) => failure?.kind)).toEqual([
      undefined,
      'context-overflow',
      'content-filter',
      'broken-reply',
      'content-filter',
      undefined,
    ]);
    expect(replies.at(-1)?.text).toBe('hi');
    // The broken one was asked for again, the rest once.
    expect(server.received).toHaveLength(8);
  });

  it('ends the call by default, after the others are reported', async () => {
    await using server = await startMoodyServer();
    const heard: number[] = [];
    const call = open(server).generate(requests.slice(0, 2), {
      onResult: (_, index) => heard.push(index),
    });
    await expect(call).rejects.toThrow(expect.objectContaining({ code: 'context-length' }));
    expect(heard).toEqual([0]);
  });

  it('is not asked for again by who takes failures, and is by who does not', async () => {
    await using server = await startMoodyServer();
    const model = wrapModel(open(server), deduplicate());
    const long = [{ prompt: 'long' }];
    await model.generate([{ prompt: 'fine' }]);
    const [first] = await model.generate(long, { onFailure: 'return' });
    const [again] = await model.generate(long, { onFailure: 'return' });
    expect(again?.failure).toEqual(first?.failure);
    expect(again?.usage.requests).toBe(0);
    expect(server.received).toHaveLength(2);
    await expect(model.generate(long)).rejects.toThrow(
      expect.objectContaining({ code: 'context-length' }),
    );
    expect(server.received).toHaveLength(3);
  });

  it('ends the call if a server has never given a reply', async () => {
    await using server = await startMoodyServer();
    const call = open(server).generate([{ prompt: 'broken' }], { onFailure: 'return' });
    await expect(call).rejects.toThrow('answered with broken JSON');
  });
});
