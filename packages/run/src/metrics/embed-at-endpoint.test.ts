import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { embedAtEndpoint } from './embed-at-endpoint.ts';

/** Embeds two texts at an endpoint that answers with this body. */
async function embed(body: string, status = 200): Promise<readonly (readonly number[])[]> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    return await embedAtEndpoint({ baseUrl, apiKey: undefined, model: 'small' })(['a', 'b']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const reply = (...indexes: readonly number[]): string =>
  JSON.stringify({ data: indexes.map((index) => ({ index, embedding: [index, 1] })) });

describe('embeddings of an endpoint', () => {
  it('come in the order of the texts', async () => {
    expect(await embed(reply(1, 0))).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it.each([
    ['a missing one', reply(0), 200, 'gives no embedding for each of 2 texts'],
    ['one twice, another missing', reply(0, 0), 200, 'gives no embedding for each of 2 texts'],
    ['an empty vector', '{"data":[{"index":0,"embedding":[]}]}', 200, 'gives no embedding'],
    ['a reply that is not JSON', '<html>', 200, 'does not answer with JSON'],
    ['an error', '{}', 404, 'answers with status 404 for the embedding model small'],
  ])('are refused for %s', async (_, body, status, message) => {
    await expect(embed(body, status)).rejects.toThrow(message);
  });

  it('are refused if the endpoint cannot be reached', async () => {
    const options = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: undefined, model: 'small' };
    await expect(embedAtEndpoint(options)(['a'])).rejects.toThrow('cannot be reached');
  });
});
