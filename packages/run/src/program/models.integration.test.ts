import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChatModel, createEndpoint, type AiSdkModel } from '@dln/llm';
import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, it } from 'vitest';
import { judge, quick, reviews } from './reviews.fixture.ts';
import { trainNetwork } from './train-network.ts';

const answer = (prompt: string, seed = 0): string => judge(prompt, { seed });

describe('trainNetwork', () => {
  it('takes a model of the AI SDK, by its shape', async () => {
    const model: AiSdkModel & { readonly specificationVersion: string } = {
      specificationVersion: 'v4',
      provider: 'mock',
      modelId: 'judge',
      doGenerate: async ({ prompt, seed }) => ({
        content: [
          {
            type: 'text',
            text: answer(
              [prompt[0]?.content ?? []]
                .flat()
                .map((part) => (typeof part === 'string' ? part : part.text))
                .join(''),
              seed,
            ),
          },
        ],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: { inputTokens: { total: 5 }, outputTokens: { total: 1 } },
        warnings: [],
      }),
    };
    const { testAccuracy, network, notes } = await trainNetwork({ data: reviews, model, ...quick });
    expect(testAccuracy).toBe(1);
    expect(network.file.trainedWith.forward).toBe('ai-sdk:mock:judge');
    expect(notes.join('\n')).toContain('ai-sdk:mock:judge gives no log-probabilities');
  });

  it('takes a model at an HTTP endpoint', async () => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { messages, seed } = JSON.parse(Buffer.concat(chunks).toString()) as {
          readonly messages: readonly { readonly content: string }[];
          readonly seed?: number;
        };
        const message = { role: 'assistant', content: answer(messages[0]?.content ?? '', seed) };
        const choices = [{ index: 0, finish_reason: 'stop', message }];
        const usage = { prompt_tokens: 5, completion_tokens: 1 };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ id: 'x', object: 'chat.completion', choices, usage }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      const model = createChatModel({
        model: 'judge',
        endpoint: createEndpoint({ apiKey: 'none', baseUrl }),
        capabilities: { maxTopTokens: 0 },
      });
      const trained = await trainNetwork({ data: reviews, model, ...quick });
      expect(trained.testAccuracy).toBe(1);
      expect(await trained.network.predict('The tea was rude.')).toMatchObject({
        output: 'negative',
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('opens the embedded model, and closes it with the network', async () => {
    const { network, notes, devAccuracy } = await trainNetwork({
      data: 'navigate',
      model: 'embedded',
      iterations: 1,
      settings: {
        dataDir: new URL('../../../../data', import.meta.url).pathname,
        numPSamples: 2,
        batchSize: 4,
        maxTrainSize: 8,
        maxDevSize: 4,
        maxTestSize: 4,
        bound: false,
      },
    });
    expect(devAccuracy).not.toBeNull();
    expect(notes.join('\n')).not.toContain('log-probabilities');
    const question = 'Take 3 steps. Turn around. Take 3 steps.';
    expect((await network.predict(question)).classProbabilities).toHaveLength(2);
    await network[Symbol.asyncDispose]();
    await expect(network.predict(question)).rejects.toMatchObject({ code: 'closed' });
  }, 60_000);

  it('uses a scoring model beside one that only generates', async () => {
    const scoreModel = createFakeModel({ id: 'scorer', scoreText: -1 });
    const { notes, network } = await trainNetwork({
      data: reviews,
      model: judge,
      scoreModel,
      ...quick,
    });
    expect(notes.join('\n')).not.toContain('log-probabilities');
    expect(network.file.trainedWith).toMatchObject({ forward: 'function:judge', score: 'scorer' });
  });
});
