import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';

/** A model call seen by the proxy. */
export interface ProxiedCall {
  /**
   * Counted from 1. The reply reports it as its prompt tokens, so that it can be found in stored
   * replies.
   */
  readonly serial: number;
  /** The request: path and body. */
  readonly question: string;
  /**
   * When the whole reply was handed to the client's connection, in milliseconds; undefined if the
   * connection closed before.
   */
  deliveredAt: number | undefined;
}

/** A proxy in front of a model server. */
export interface CountingProxy extends AsyncDisposable {
  readonly baseUrl: string;
  /** All calls so far. */
  readonly calls: readonly ProxiedCall[];
  /** Resolves when the next call arrives. */
  nextCall(): Promise<unknown>;
}

/**
 * Starts a proxy that forwards every call and its reply, and counts calls.
 *
 * @param target base URL of the server
 */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const calls: ProxiedCall[] = [];
  let arrived = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const path = (request.url ?? '').replace(/^\/v1/, '');
      const body = await readAll(request);
      const call: ProxiedCall = {
        serial: calls.length + 1,
        question: `${path} ${body}`,
        deliveredAt: undefined,
      };
      calls.push(call);
      arrived.resolve(undefined);
      arrived = Promise.withResolvers();
      response.on('finish', () => (call.deliveredAt = performance.now()));
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(target + path, { method: 'POST', headers, body });
      const text = await reply.text();
      response.writeHead(reply.status, headers);
      response.end(reply.ok ? number(text, call.serial) : text);
    };
    answer().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    nextCall: () => arrived.promise,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function number(reply: string, serial: number): string {
  const { usage, ...rest } = JSON.parse(reply) as { readonly usage: object };
  return JSON.stringify({ ...rest, usage: { ...usage, prompt_tokens: serial } });
}
