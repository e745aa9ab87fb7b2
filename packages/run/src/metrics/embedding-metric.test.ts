import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { judge, quick, reviews } from '../program/reviews.fixture.ts';
import { trainNetwork } from '../program/train-network.ts';

it('asks for embeddings through the endpoint: counted, kept, resumed and capped', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { readonly input: string };
      const embedding = input === 'positive' ? [1, 0] : [0, 1];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: [{ embedding }], usage: { prompt_tokens: 1 } }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'dln-embedding-'));
  try {
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('OPENAI_BASE_URL', `http://127.0.0.1:${port}/v1`);
    vi.stubEnv('OPENAI_API_KEY', 'EMPTY');
    const metric = join(folder, 'near.yaml');
    await writeFile(metric, 'metric: embedding_similarity_loss\nmodel: small\n');
    const settings = { ...quick.settings, lossFunction: metric };
    const options = { data: reviews, model: judge, iterations: 2, settings };
    const runDirectory = join(folder, 'run');
    const first = await trainNetwork({ ...options, runDirectory });
    expect(first.testAccuracy).toBe(1);
    // Each of the two texts is embedded once.
    expect(asked).toBe(2);
    const again = await trainNetwork({ ...options, runDirectory });
    expect(asked).toBe(2);
    expect(again.spending).toEqual(first.spending);
    const capped = await trainNetwork({ ...options, budget: { maxRequests: 13 } });
    expect([capped.stopped, capped.spending.requestsSent]).toEqual(['budget', 13]);
  } finally {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
});
