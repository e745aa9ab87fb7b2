import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { MockLanguageModelV3, MockLanguageModelV4 } from 'ai/test';
import { describe, expect, it } from 'vitest';

import { createConformanceChecks } from '../conformance/create-conformance-checks.ts';
import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { LanguageModel } from '../language-model.ts';
import {
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';
import { startTinyLanguageServer } from '../testing/tiny-language-server.fixture.ts';
import { fromAiSdk, type FromAiSdkOptions } from './from-ai-sdk.ts';

const usage = {
  inputTokens: { total: 3, noCache: 3, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 2, text: 2, reasoning: undefined },
};
const stopped = { unified: 'stop', raw: 'end_turn' } as const;

const saying = (text: string): MockLanguageModelV4 =>
  new MockLanguageModelV4({
    provider: 'mock',
    modelId: 'm',
    doGenerate: async () => ({
      content: [{ type: 'text', text }],
      finishReason: stopped,
      usage,
      warnings: [],
    }),
  });

const served = (baseURL: string, options: FromAiSdkOptions = {}): LanguageModel =>
  fromAiSdk(
    createOpenAICompatible({ name: 'served', baseURL, apiKey: 'sk-secret-key-1' })('tiny'),
    options,
  );

describe('a mock model of the AI SDK', () => {
  it('is asked with the prompt as a user’s message, and with nothing that was not given', async () => {
    const mock = saying('hi');
    const model = fromAiSdk(mock);
    const replies = await model.generate([{ prompt: 'Hello', seed: 3 }], {
      temperature: 0.5,
      topP: 0.9,
      maxTokens: 7,
      stop: ['#'],
    });
    await model.generate([{ prompt: 'Again' }]);
    expect(replies).toEqual([
      { text: 'hi', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
    ]);
    expect(mock.doGenerateCalls).toEqual([
      {
        prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
        temperature: 0.5,
        topP: 0.9,
        maxOutputTokens: 7,
        stopSequences: ['#'],
        seed: 3,
        abortSignal: expect.any(AbortSignal),
      },
      {
        prompt: [{ role: 'user', content: [{ type: 'text', text: 'Again' }] }],
        temperature: 0,
        abortSignal: expect.any(AbortSignal),
      },
    ]);
  });

  it('gets chat messages with their roles', async () => {
    const mock = saying('hi');
    await fromAiSdk(mock).generate([
      {
        prompt: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Is 7 prime?' },
          { role: 'assistant', content: 'Y' },
        ],
      },
    ]);
    expect(mock.doGenerateCalls[0]?.prompt).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Is 7 prime?' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Y' }] },
    ]);
  });

  it('is asked a deterministic question once', async () => {
    const mock = saying('hi');
    const model = wrapModel(fromAiSdk(mock), deduplicate());
    await model.generate([{ prompt: 'Hello' }, { prompt: 'Hello' }]);
    expect(mock.doGenerateCalls).toHaveLength(1);
  });

  it('joins text parts, leaves reasoning out, and ends before a stop text that the provider ignored', async () => {
    const mock = new MockLanguageModelV4({
      doGenerate: async () => ({
        content: [
          { type: 'reasoning', text: 'Hm.' },
          { type: 'text', text: 'one ' },
          { type: 'text', text: 'two # three' },
        ],
        finishReason: { unified: 'length', raw: undefined },
        usage,
        warnings: [],
      }),
    });
    const [reply] = await fromAiSdk(mock).generate([{ prompt: 'x' }], { stop: ['#'] });
    expect(reply).toMatchObject({ text: 'one two ', finishReason: 'stop' });
  });

  it('guesses what a provider does not count, and says so', async () => {
    const unknown = { total: undefined, noCache: undefined, text: undefined, reasoning: undefined };
    const mock = new MockLanguageModelV4({
      doGenerate: async () => ({
        content: [],
        finishReason: { unified: 'content-filter', raw: 'SAFETY' },
        usage: {
          inputTokens: { ...unknown, cacheRead: undefined, cacheWrite: undefined },
          outputTokens: unknown,
        },
        warnings: [],
      }),
    });
    const [reply] = await fromAiSdk(mock).generate([{ prompt: '12345678' }]);
    expect(reply).toEqual({
      text: '',
      finishReason: 'content-filter',
      usage: { promptTokens: 2, completionTokens: 0, estimated: true },
    });
  });

  it('may speak the specifications before', async () => {
    const v3 = new MockLanguageModelV3({
      doGenerate: async () => ({
        content: [{ type: 'text', text: 'hi' }],
        finishReason: stopped,
        usage,
        warnings: [],
      }),
    });
    const v2 = {
      provider: 'old',
      modelId: 'm',
      doGenerate: async () => ({
        content: [{ type: 'text', text: 'hi' }],
        finishReason: 'stop',
        usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
      }),
    };
    for (const model of [v3, v2])
      expect(await fromAiSdk(model).generate([{ prompt: 'x' }])).toEqual([
        { text: 'hi', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
      ]);
  });

  it('tells once what it does not do', async () => {
    const mock = new MockLanguageModelV4({
      doGenerate: async () => ({
        content: [],
        finishReason: stopped,
        usage,
        warnings: [{ type: 'unsupported', feature: 'seed' }],
      }),
    });
    const warnings: string[] = [];
    const model = fromAiSdk(mock, { onWarning: (warning) => warnings.push(warning) });
    await model.generate([{ prompt: 'a' }, { prompt: 'b' }]);
    expect(warnings).toEqual(['unsupported: seed']);
  });

  it('that gives no reply is an error that names it', async () => {
    const broken = { provider: 'mock', modelId: 'm', doGenerate: async () => ({ text: 'hi' }) };
    const asking = fromAiSdk(broken).generate([{ prompt: 'x' }]);
    await expect(asking).rejects.toThrow(expect.objectContaining({ code: 'invalid-reply' }));
    await expect(asking).rejects.toThrow('ai-sdk:mock:m gave something that is no reply');
  });
});

describe('a provider package of the AI SDK, with a server', () => {
  async function withServer(
    handle: TestHandler,
    test: (model: LanguageModel, received: readonly { readonly body: unknown }[]) => Promise<void>,
  ): Promise<void> {
    await using server = await startTestServer(handle);
    const scheduler = createScheduler({ sleep: async () => {}, maxRetries: 2 });
    await test(served(server.baseUrl, { scheduler }), server.received);
  }

  const reply = {
    id: 'r',
    created: 0,
    model: 'tiny',
    choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  };

  it('sends a chat', () =>
    withServer(
      (_, response) => sendJson(response, reply),
      async (model, received) => {
        const options = { temperature: 0.5, maxTokens: 7, stop: ['#'] };
        expect(await model.generate([{ prompt: 'Hello', seed: 3 }], options)).toEqual([
          { text: 'hi', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
        ]);
        expect(received.map(({ body }) => body)).toMatchObject([
          { model: 'tiny', temperature: 0.5, max_tokens: 7, stop: ['#'], seed: 3 },
        ]);
      },
    ));

  it('is asked again if a failure passes: 429, 500, broken JSON', () =>
    withServer(
      (_, response, index) => {
        if (index === 0) sendError(response, 429);
        else if (index === 1) response.end('{"choices": [');
        else sendJson(response, reply);
      },
      async (model, received) => {
        expect(await model.generate([{ prompt: 'x' }])).toMatchObject([{ text: 'hi' }]);
        expect(received).toHaveLength(3);
      },
    ));

  it('says in one request that the key is wrong, and not which key that is', () =>
    withServer(
      (_, response) =>
        sendError(response, 401, { message: 'Incorrect API key provided: sk-secret-key-1' }),
      async (model, received) => {
        const error: unknown = await model.generate([{ prompt: 'x' }]).catch((one: unknown) => one);
        expect(error).toMatchObject({ code: 'authentication' });
        expect(String(error)).toMatch(/answered 401: Incorrect API key provided: \[redacted\]/);
        expect(JSON.stringify(error)).not.toContain('secret');
        expect((error as Error).cause).toBeUndefined();
        expect(received).toHaveLength(1);
      },
    ));

  it('reports a prompt that is too long', () =>
    withServer(
      (_, response) =>
        sendError(response, 400, { message: 'maximum context length is 8 tokens, you sent 9' }),
      async (model) => {
        await expect(model.generate([{ prompt: 'x' }])).rejects.toThrow(
          expect.objectContaining({ code: 'context-length' }),
        );
      },
    ));

  it('reports a server that cannot be reached', async () => {
    const server = await startTestServer(() => undefined);
    await server[Symbol.asyncDispose]();
    const asking = served(server.baseUrl).generate([{ prompt: 'x' }]);
    await expect(asking).rejects.toThrow(expect.objectContaining({ code: 'connection' }));
    await expect(asking).rejects.toThrow(/No answer from http:.*Start the server/);
  });

  it('streams one piece, and warns once, if the server ignores streaming', async () => {
    await using server = await startTestServer((_, response) => sendJson(response, reply));
    const warnings: string[] = [];
    const model = served(server.baseUrl, { onWarning: (warning) => warnings.push(warning) });
    const parts: unknown[] = [];
    for (const prompt of ['x', 'y'])
      for await (const part of model.streamText?.({ prompt }) ?? []) parts.push(part);
    expect(parts).toMatchObject([
      { type: 'text', text: 'hi' },
      { type: 'end', result: { text: 'hi' } },
      { type: 'text', text: 'hi' },
      { type: 'end', result: { text: 'hi' } },
    ]);
    expect(warnings).toEqual(['streaming: the server ignores it, so each text comes in one piece']);
    // The first text was asked for twice: as a stream, then whole.
    expect(server.received).toHaveLength(3);
  });

  it('is ended by its signal while a request is under way', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    await withServer(
      () => stop.abort(reason),
      async (model) => {
        const asking = model.generate([{ prompt: 'x' }], { signal: stop.signal });
        await expect(asking).rejects.toBe(reason);
      },
    );
  });

  for (const { name, run } of createConformanceChecks()) {
    it(name, async (test) => {
      await using server = await startTinyLanguageServer();
      await run(served(server.baseUrl), test);
    });
  }
});
