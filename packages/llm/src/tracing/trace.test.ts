import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createChatModel } from '../backends/create-chat-model.ts';
import { deduplicate } from '../middleware/deduplicate.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { sendError, startTestServer } from '../testing/start-test-server.fixture.ts';
import { describeModelSpan } from './describe-model-span.ts';
import { trace } from './trace.ts';

/** A real SDK, with a memory in place of a collector. */
const exporter = new InMemorySpanExporter();
beforeAll(() => {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const spanProcessors = [new SimpleSpanProcessor(exporter)];
  api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
});
afterEach(() => exporter.reset());
afterAll(() => {
  api.trace.disable();
  api.context.disable();
});

const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();

describe('trace', () => {
  it('makes a span of each request, by the conventions for generative AI', async () => {
    const model = wrapModel(
      createFakeModel({ id: 'openai-chat:gpt-x', generate: 'hi' }),
      trace({ api }),
    );
    const options = { temperature: 0.7, topP: 0.9, maxTokens: 9, stop: ['#'] };
    await model.generate([{ prompt: 'secret', seed: 5 }, { prompt: 'other' }], options);
    expect(spans().map(({ name, kind }) => [name, kind])).toEqual([
      ['chat gpt-x', api.SpanKind.CLIENT],
      ['chat gpt-x', api.SpanKind.CLIENT],
    ]);
    expect(spans()[0]?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-x',
      'gen_ai.request.temperature': 0.7,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.max_tokens': 9,
      'gen_ai.request.seed': 5,
      'gen_ai.request.stop_sequences': ['#'],
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': expect.any(Number),
      'gen_ai.usage.output_tokens': expect.any(Number),
      'dln.request.kind': 'generate',
    });
  });

  it('records prompts and replies only where that is asked for', async () => {
    const fake = createFakeModel({ generate: 'hi', scoreText: -1 });
    const model = wrapModel(fake, trace({ api, recordsContent: true }));
    await model.generate([{ prompt: 'Hello' }]);
    await model.scoreText?.([{ context: 'One', continuation: ' two' }]);
    expect(spans().map(({ attributes }) => attributes['gen_ai.input.messages'])).toEqual([
      '[{"role":"user","parts":[{"type":"text","content":"Hello"}]}]',
      '[{"role":"user","parts":[{"type":"text","content":"One two"}]}]',
    ]);
    await model.generate([{ prompt: [{ role: 'system', content: 'Be brief.' }] }]);
    expect(spans()[2]?.attributes['gen_ai.input.messages']).toBe(
      '[{"role":"system","parts":[{"type":"text","content":"Be brief."}]}]',
    );
    expect(spans()[0]?.attributes['gen_ai.output.messages']).toBe(
      '[{"role":"assistant","parts":[{"type":"text","content":"hi"}],"finish_reason":"stop"}]',
    );
  });

  it('puts spans under the one that is active if the call is made', async () => {
    const model = wrapModel(createFakeModel({ generate: 'hi' }), trace({ api }));
    await api.trace.getTracer('test').startActiveSpan('parent', async (parent) => {
      await model.generate([{ prompt: 'a' }]);
      parent.end();
    });
    const [child, parent] = spans();
    expect(child?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
  });

  it('makes no span of what is remembered', async () => {
    const model = wrapModel(
      wrapModel(createFakeModel({ generate: 'hi' }), trace({ api })),
      deduplicate(),
    );
    await model.generate([{ prompt: 'a' }, { prompt: 'a' }]);
    await model.generate([{ prompt: 'a' }]);
    expect(spans()).toHaveLength(1);
  });

  it('records why a request failed, without the key', async () => {
    await using server = await startTestServer((_, response) =>
      sendError(response, 401, { message: 'wrong key: my-own-key' }),
    );
    const { baseUrl } = server;
    const model = wrapModel(
      createChatModel({ model: 'm', baseUrl, apiKey: 'my-own-key' }),
      trace({ api }),
    );
    await expect(model.generate([{ prompt: 'a' }])).rejects.toThrow('answered 401');
    expect(spans()).toHaveLength(1);
    expect(spans()[0]).toMatchObject({
      name: 'chat m',
      attributes: { 'error.type': 'authentication' },
      status: { code: api.SpanStatusCode.ERROR, message: expect.stringContaining('[redacted]') },
    });
  });

  it('begins a span when the turn of its request has come', async () => {
    await using server = await startTestServer(() => undefined);
    const { baseUrl } = server;
    const stop = new AbortController();
    const model = wrapModel(
      createChatModel({
        model: 'm',
        baseUrl,
        apiKey: 'EMPTY',
        scheduler: createScheduler({ concurrency: 2 }),
      }),
      trace({ api }),
    );
    const requests = Array.from({ length: 5 }, (_, index) => ({ prompt: String(index) }));
    const asking = model.generate(requests, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
    expect(spans()).toHaveLength(2);
  });
});

describe('describeModelSpan', () => {
  it.each([
    ['openai-completions:gpt-x', 'text_completion gpt-x', 'openai'],
    ['compatible-chat:org/m:8b', 'chat org/m:8b', 'openai'],
    ['azure-chat:deployment', 'chat deployment', 'azure.ai.openai'],
    ['ai-sdk:anthropic.messages:claude-x', 'chat claude-x', 'anthropic'],
    ['local:model.gguf', 'text_completion model.gguf', 'local'],
    ['toy', 'text_completion toy', 'toy'],
  ])('of %s is %s at %s', (id, name, provider) => {
    const span = describeModelSpan(id);
    expect([span.name, span.attributes['gen_ai.provider.name']]).toEqual([name, provider]);
  });
});
