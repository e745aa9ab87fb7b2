import { once } from 'node:events';
import { createServer } from 'node:http';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { createEndpoint } from './create-endpoint.ts';
import { createScheduler } from './create-scheduler.ts';
import { readProxySettings } from './proxied-fetch.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A forward proxy that answers every plain request itself, and opens no tunnel. */
async function startProxy() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    request.resume().on('end', () => response.end('{"choices":[{"text":"hi"}]}'));
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    seen,
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const ask = (baseUrl: string) =>
  createEndpoint({ baseUrl, apiKey: 'EMPTY', scheduler: createScheduler({ maxRetries: 0 }) }).post({
    path: '/completions',
    body: { prompt: 'x' },
    parse: (value) => value,
  });

describe('a proxy of the environment', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])(
    'gets requests with the whole address: %s',
    async (name) => {
      await using proxy = await startProxy();
      vi.stubEnv(name, `http://user:pass@127.0.0.1:${proxy.port}`);
      expect(await ask('http://models.example.test/v1')).toEqual({ choices: [{ text: 'hi' }] });
      expect(proxy.seen).toEqual([
        'POST http://models.example.test/v1/completions Basic dXNlcjpwYXNz',
      ]);
    },
  );

  it.each(['HTTPS_PROXY', 'https_proxy'])('is asked for a tunnel by HTTPS: %s', async (name) => {
    await using proxy = await startProxy();
    vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    await expect(ask('https://models.example.test/v1')).rejects.toThrow(
      `The proxy http://127.0.0.1:${proxy.port}/ of the environment is used for every host that NO_PROXY does not name.`,
    );
    expect(proxy.seen).toEqual(['CONNECT models.example.test:443']);
  });

  it.each(['127.0.0.1', '.example.test,127.0.0.1', '*'])(
    'is left out by NO_PROXY %s',
    async (hosts) => {
      await using proxy = await startProxy();
      await using direct = await startProxy();
      vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxy.port}`);
      vi.stubEnv('NO_PROXY', hosts);
      await ask(`http://127.0.0.1:${direct.port}/v1`);
      expect(direct.seen).toEqual(['POST /v1/completions ']);
      expect(proxy.seen).toEqual([]);
    },
  );

  it('is not used if the variable is empty; lower case goes first', () => {
    expect(readProxySettings({ HTTP_PROXY: '' })).toEqual({});
    expect(readProxySettings({ HTTP_PROXY: 'http://a', http_proxy: 'http://b' })).toEqual({
      httpProxy: 'http://b',
    });
  });
});
