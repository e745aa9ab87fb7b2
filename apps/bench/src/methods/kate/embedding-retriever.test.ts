import { expect, it } from 'vitest';
import { startWordServer } from '../../testing/start-word-server.ts';
import { createEmbeddingRetriever } from './embedding-retriever.ts';

it('ranks by cosine, requests each text once in batches of 64, and reports usage', async () => {
  await using server = await startWordServer();
  const usage: { readonly requests: number; readonly tokens: number }[] = [];
  const retriever = createEmbeddingRetriever({
    model: 'letters',
    baseUrl: server.url,
    apiKey: 'EMPTY',
    onUsage: (used) => usage.push(used),
  });
  const candidates = [...Array.from({ length: 70 }, (_, at) => 'z'.repeat(at + 1)), 'abab', 'abc'];
  const ranked = await retriever.rank({ queries: ['ab', 'cba'], candidates, count: 1 });
  expect(ranked).toEqual([[70], [71]]);
  await retriever.rank({ queries: ['ab', 'zz'], candidates, count: 1 });
  expect(usage).toEqual([
    { requests: 1, tokens: 64 },
    { requests: 1, tokens: 8 },
    { requests: 1, tokens: 2 },
  ]);
  expect(retriever.name).toBe('embeddings of letters');
});
