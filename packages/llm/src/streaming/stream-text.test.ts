import { simulateReadableStream } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { describe, expect, it } from 'vitest';

import { fromAiSdk } from '../ai-sdk/from-ai-sdk.ts';
import { createChatModel } from '../backends/create-chat-model.ts';
import { createCompletionsModel } from '../backends/create-completions-model.ts';
import { createBudget } from '../budget/create-budget.ts';
import type { GenerateOptions, LanguageModel } from '../language-model.ts';
import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import {
  completionOf,
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';

/**
 * Streams a reply of either API word by word; each word is sent after the reader has had time to
 * take the one before.
 */
const streaming =
  (words: readonly string[], { isCut = false } = {}): TestHandler =>
  ({ path }, response) => {
    const isChat = path.endsWith('/chat/completions');
    const send = (value: unknown): void => {
      response.write(`data: ${JSON.stringify(value)}\n\n`);
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    words.forEach((word, index) => {
      setTimeout(() => {
        const choice = isChat ? { delta: { content: word } } : { text: word };
        send({ choices: [{ index: 0, ...choice, finish_reason: null }] });
        if (index < words.length - 1) return;
        if (isCut) {
          response.destroy();
          return;
        }
        send({
          choices: [
            { index: 0, ...(isChat ? { delta: {} } : { text: '' }), finish_reason: 'stop' },
          ],
        });
        send({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } });
        response.end('data: [DONE]\n\n');
      }, 20 * index);
    });
  };

async function read(
  model: LanguageModel,
  options?: GenerateOptions,
): Promise<{ readonly pieces: readonly string[]; readonly result: unknown }> {
  const pieces: string[] = [];
  let result: unknown;
  if (!model.streamText) throw new Error('the model cannot stream');
  for await (const part of model.streamText({ prompt: 'Hello' }, options)) {
    if (part.type === 'text') pieces.push(part.text);
    else ({ result } = part);
  }
  return { pieces, result };
}

const usage = { promptTokens: 3, completionTokens: 2 };

describe.each([
  ['chat', createChatModel],
  ['completions', createCompletionsModel],
] as const)('a %s model', (_, create) => {
  it('streams pieces as they come, then the reply with its usage', async () => {
    await using server = await startTestServer(streaming(['one ', 'two']));
    const model = create({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    expect(await read(model)).toEqual({
      pieces: ['one ', 'two'],
      result: { text: 'one two', finishReason: 'stop', usage },
    });
    expect(server.received[0]?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('gives one piece if the server ignores `stream`', async () => {
    await using server = await startTestServer(({ path }, response) =>
      sendJson(
        response,
        path.endsWith('/chat/completions')
          ? { choices: [{ message: { content: 'one two' }, finish_reason: 'stop' }] }
          : completionOf('one two'),
      ),
    );
    const model = create({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    expect((await read(model)).pieces).toEqual(['one two']);
  });

  it('does not send a request again after a piece of its reply', async () => {
    await using server = await startTestServer(streaming(['one ', 'two'], { isCut: true }));
    const model = create({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    await expect(read(model)).rejects.toThrow('ended a streamed reply before its end');
    expect(server.received).toHaveLength(1);
  });
});

describe('a streamed text', () => {
  it('is sent again if the server fails before the first piece', async () => {
    await using server = await startTestServer((request, response, index) => {
      if (index === 0) sendError(response, 500, { headers: { 'retry-after-ms': '1' } });
      else streaming(['one'])(request, response, index);
    });
    const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    expect((await read(model)).pieces).toEqual(['one']);
  });

  it('ends when the signal aborts', async () => {
    await using server = await startTestServer(() => undefined);
    const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' });
    const controller = new AbortController();
    const reading = read(model, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  it('is one piece, and free, if the reply is remembered', async () => {
    await using server = await startTestServer(streaming(['one ', 'two']));
    const model = wrapModel(
      createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY' }),
      deduplicate(),
    );
    expect((await read(model)).pieces).toEqual(['one ', 'two']);
    expect(await read(model)).toEqual({
      pieces: ['one two'],
      result: {
        text: 'one two',
        finishReason: 'stop',
        usage: { promptTokens: 0, completionTokens: 0, requests: 0 },
      },
    });
    expect(server.received).toHaveLength(1);
  });

  it('counts against the budget of its endpoint', async () => {
    await using server = await startTestServer(streaming(['one ', 'two']));
    const budget = createBudget({ requests: 1 });
    const model = createChatModel({ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY', budget });
    await read(model);
    expect(budget.spent).toEqual({
      requests: 1,
      promptTokens: 3,
      completionTokens: 2,
      dollars: 0,
    });
    await expect(read(model)).rejects.toThrow();
  });

  it('comes from doStream of a model of the AI SDK, and ends before a stop text', async () => {
    const mock = new MockLanguageModelV4({
      doStream: async () => ({
        stream: simulateReadableStream({
          chunks: [
            { type: 'stream-start', warnings: [] },
            { type: 'text-start', id: '0' },
            { type: 'text-delta', id: '0', delta: 'one ' },
            { type: 'text-delta', id: '0', delta: 'two#' },
            { type: 'text-delta', id: '0', delta: 'three' },
            { type: 'text-end', id: '0' },
            {
              type: 'finish',
              finishReason: { unified: 'stop', raw: undefined },
              usage: {
                inputTokens: { total: 3, noCache: 3, cacheRead: undefined, cacheWrite: undefined },
                outputTokens: { total: 2, text: 2, reasoning: undefined },
              },
            },
          ],
        }),
      }),
    });
    expect(await read(fromAiSdk(mock), { stop: ['#'] })).toEqual({
      pieces: ['one ', 'two'],
      result: { text: 'one two', finishReason: 'stop', usage },
    });
  });
});
