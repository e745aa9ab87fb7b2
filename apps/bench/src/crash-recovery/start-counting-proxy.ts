import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Prompt tokens that are too few for the text would be replaced by an estimate. */
const FIRST_SERIAL = 1_000_000;

/** A model call seen by the proxy. */
export interface ProxiedCall {
  /**
   * Counted from `FIRST_SERIAL`. The reply reports it as its prompt tokens, so that it can be found
   * in stored replies.
   */
  readonly serial: number;
  /** The request: path and body. */
  readonly question: string;
  /**
   * When the whole reply was handed to the client's connection, in milliseconds; undefined if the
   * connection closed before.
   */
  deliveredAt: number | undefined;
  /** When the client's connection closed, in milliseconds; undefined while it is open. */
  closedAt?: number;
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
  const followClosing = createConnectionLog();
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const path = (request.url ?? '').replace(/^\/v1/, '');
      const body = await readAll(request);
      const call: ProxiedCall = {
        serial: FIRST_SERIAL + calls.length,
        question: `${path} ${body}`,
        deliveredAt: undefined,
      };
      calls.push(call);
      followClosing(request.socket, call);
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

/** Notes on the calls of a connection when it closed. */
function createConnectionLog(): (socket: Socket, call: ProxiedCall) => void {
  const callsOf = new WeakMap<Socket, ProxiedCall[]>();
  return (socket, call) => {
    const known = callsOf.get(socket);
    if (known !== undefined) {
      known.push(call);
      return;
    }
    const calls = [call];
    callsOf.set(socket, calls);
    socket.once('close', () => {
      for (const one of calls) one.closedAt = performance.now();
    });
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
