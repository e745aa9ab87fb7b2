import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { systemClock } from '../clock.ts';
import {
  type AccessPolicy,
  checkTokenLength,
  createAccessPolicy,
} from '../listening/access-policy.ts';
import { isWildcardHost, showAuthority } from '../listening/authority.ts';
import { checkSender, headersOf, type SenderRefusal } from '../listening/check-sender.ts';
import { isSameSecret } from '../listening/is-same-secret.ts';
import { closeServer, listen } from '../listening/listen.ts';
import { createGate } from './create-gate.ts';
import { routeRequest, sendJson, type ServingContent } from './route-request.ts';
import type { Service } from './service.ts';
import { ServingError } from './serving-error.ts';
import { translateError } from './translate-error.ts';
import { ListenError } from '../listening/listen-error.ts';

/** Options of `openServer`. */
export interface OpenServerOptions {
  readonly service: Service;
  /** The clock, in milliseconds since 1970. @default the time of the machine */
  readonly now?: (() => number) | undefined;
  /** Where to listen. @default 127.0.0.1 */
  readonly host?: string | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** Other names by which clients reach the server, `models.example:8080`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * At least 16 characters that clients send as their API key. Required if other machines reach the
   * server.
   * @default none: every process on this machine may ask
   */
  readonly token?: string | undefined;
  /** Requests that are answered at once. @default 32 */
  readonly concurrency?: number | undefined;
  /** Requests that wait for their turn; more are refused with status 429. @default 1024 */
  readonly maxWaiting?: number | undefined;
  /** Longest body of a request. @default 4 MiB */
  readonly maxBodyBytes?: number | undefined;
  /** Called with errors that a client is not shown. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /**
   * Called with settings of a request that the service does not use, such as a network's
   * temperature.
   */
  readonly onIgnored?: ((settings: readonly string[]) => void) | undefined;
}

/** A server of the OpenAI API. */
export interface OpenedServer extends AsyncDisposable {
  /** The base URL for clients; ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops: no new requests, and those in work are answered. After `graceInMs` they are aborted.
   * @default 0
   */
  close(options?: { readonly graceInMs?: number }): Promise<void>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const CONCURRENCY = 32;
const MAX_WAITING = 1024;

/**
 * Opens a server of the OpenAI API: `/v1/models`, `/v1/chat/completions` and `/v1/completions`,
 * plain and streamed. A client that goes away aborts its work.
 * Requests that a browser sends from another site are refused.
 *
 * @throws ListenError if it cannot listen as it is asked to
 *
 * @example
 * await using server = await openServer({ service: createNetworkService(network, { name: 'reviews'
 * }) });
 * const client = new OpenAI({ baseURL: server.url, apiKey: 'none' });
 */
export async function openServer(options: OpenServerOptions): Promise<OpenedServer> {
  const {
    service,
    host = '127.0.0.1',
    allowedHosts,
    token,
    now = () => systemClock().getTime(),
  } = options;
  if (token !== undefined) checkTokenLength(token);
  // Refuses wrong hosts before the port is taken.
  const planned = createAccessPolicy({ host, port: options.port || 1, allowedHosts });
  if (planned.isForeign && token === undefined)
    throw new ListenError(
      'missing-token',
      `Other machines reach ${host}, so that the server needs a token. Pass one, or listen at 127.0.0.1.`,
    );
  const server = createServer();
  const port = await listen(server, { host, port: options.port ?? 0 });
  const policy = createAccessPolicy({ host, port, allowedHosts });
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();
  let responses = 0;
  const content: ServingContent = {
    service,
    gate: createGate({
      running: options.concurrency ?? CONCURRENCY,
      waiting: options.maxWaiting ?? MAX_WAITING,
    }),
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY_BYTES,
    created: Math.floor(now() / 1000),
    now,
    nextId: () => ++responses,
    onIgnored: options.onIgnored ?? (() => undefined),
  };
  server.on('request', (request, response) => {
    const answering = answer(request, response, {
      content,
      policy,
      token,
      signal: stopping.signal,
      onError: options.onError,
    });
    working.add(answering);
    void answering.finally(() => working.delete(answering));
  });
  const close: OpenedServer['close'] = async ({ graceInMs = 0 } = {}) => {
    if (stopping.signal.aborted) return;
    server.close();
    server.closeIdleConnections();
    const timeUp = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeUp.resolve(undefined), graceInMs);
    await Promise.race([Promise.all(working), timeUp.promise]);
    clearTimeout(timer);
    stopping.abort(new Error('the server stops'));
    await closeServer(server);
  };
  return {
    url: `http://${showAuthority({ host: isWildcardHost(host) ? 'localhost' : host, port })}/v1`,
    port,
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/** What a request is answered with. */
interface AnswerContext {
  readonly content: ServingContent;
  readonly policy: AccessPolicy;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly onError: ((error: unknown) => void) | undefined;
}

/** Answers a request, with an error if need be. Never rejects. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { content, policy, token, signal: stop, onError }: AnswerContext,
): Promise<void> {
  const leaving = new AbortController();
  const sent = Promise.withResolvers<undefined>();
  response.on('close', () => {
    if (!response.writableFinished) leaving.abort(new Error('the client went away'));
    sent.resolve(undefined);
  });
  const signal = AbortSignal.any([leaving.signal, stop]);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  try {
    refuseSender(request, policy);
    refuseToken(request, token);
    await routeRequest(request, response, { content, signal });
  } catch (error) {
    if (leaving.signal.aborted) return;
    const shown = stop.aborted ? stoppingError : (translateError(error) ?? hiddenError);
    if (shown === hiddenError) onError?.(error);
    sendError(response, shown);
  }
  await sent.promise;
}

const hiddenError = new ServingError({
  status: 500,
  message: 'The server could not answer. Its terminal says why.',
  type: 'server_error',
  mayRetry: false,
});

const stoppingError = new ServingError({
  status: 503,
  message: 'The server stops.',
  type: 'server_error',
});

function sendError(response: ServerResponse, error: ServingError): void {
  const body = error.toBody();
  if (response.headersSent) {
    // The client has part of a stream: the error is its last event.
    response.end(`data: ${JSON.stringify(body)}\n\n`);
    return;
  }
  // What is left of a body that was not read would be taken for the next request.
  response.setHeader('connection', 'close');
  if (error.mayRetry !== undefined) response.setHeader('x-should-retry', String(error.mayRetry));
  if (error.status === 429 && error.mayRetry !== false) response.setHeader('retry-after', '1');
  if (error.status === 401) response.setHeader('www-authenticate', 'Bearer');
  sendJson(response, body, error.status);
}

const senderMessages: Readonly<Record<SenderRefusal['reason'], string>> = {
  'host-header': 'A request needs exactly one Host header.',
  'foreign-host': 'This host name is not allowed. Use the address that the server was opened at.',
  'foreign-site': 'A page of another site sent this request.',
};

function refuseSender(request: IncomingMessage, policy: AccessPolicy): void {
  const refusal = checkSender(request, policy);
  if (!refusal) return;
  const { status, reason } = refusal;
  throw new ServingError({ status, message: senderMessages[reason], code: reason });
}

function refuseToken(request: IncomingMessage, token: string | undefined): void {
  if (token === undefined) return;
  const [value = ''] = headersOf(request, 'authorization');
  const [, sent] = /^Bearer (.+)$/i.exec(value) ?? [];
  if (sent !== undefined && isSameSecret(sent, token)) return;
  throw new ServingError({
    status: 401,
    message: 'The API key is not the token of this server.',
    type: 'authentication_error',
    code: 'invalid_api_key',
  });
}
