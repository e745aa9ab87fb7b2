import { describe, expect, it } from 'vitest';
import { createBudget } from '../budget/create-budget.ts';
import { createEndpoint } from '../endpoint/create-endpoint.ts';
import { sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { createEmbeddingModel } from './create-embedding-model.ts';

/** An embedding model at a server that gives this reply. */
async function embed(
  reply: unknown,
  { status = 200, requests = 10 }: { readonly status?: number; readonly requests?: number } = {},
): Promise<{ readonly replies: readonly unknown[]; readonly received: readonly unknown[] }> {
  await using server = await startTestServer((_, response) =>
    sendJson(response, reply, { status }),
  );
  const budget = createBudget({ requests });
  const endpoint = createEndpoint({ baseUrl: server.baseUrl, apiKey: 'SECRET-1234', budget });
  const price = { input: 2, output: 0 };
  const model = createEmbeddingModel({ model: 'small', endpoint, price });
  const replies = await model.generate([{ prompt: 'one' }, { prompt: 'two' }]);
  return { replies, received: server.received };
}

const reply = { data: [{ index: 0, embedding: [1, 0.5] }], usage: { prompt_tokens: 3 } };

describe('an embedding model', () => {
  it('answers with the vector of a text, and its usage', async () => {
    const { replies, received } = await embed(reply);
    const one = {
      text: '[1,0.5]',
      finishReason: 'stop',
      usage: { promptTokens: 3, completionTokens: 0, dollars: 6e-6 },
    };
    expect(replies).toEqual([one, one]);
    expect(received[0]).toMatchObject({
      path: '/v1/embeddings',
      body: { model: 'small', input: 'one' },
    });
  });

  it('estimates a usage that the server does not report', async () => {
    const { replies } = await embed({ data: reply.data });
    expect(replies[0]).toMatchObject({ usage: { promptTokens: 1, estimated: true } });
  });

  it('counts against the caps of its endpoint', async () => {
    await expect(embed(reply, { requests: 1 })).rejects.toThrow('1 request');
  });

  it.each([
    ['a reply without a vector', { data: [] }, 200, 'holds no embedding'],
    ['an empty vector', { data: [{ embedding: [] }] }, 200, 'holds no embedding'],
    ['an error', { error: { message: 'no model small for SECRET-1234' } }, 404, 'no model small'],
  ])('is refused for %s, without its key', async (_, body, status, message) => {
    const error = await embed(body, { status }).catch((caught: unknown) => String(caught));
    expect(error).toContain(message);
    expect(error).not.toContain('SECRET-1234');
  });
});
