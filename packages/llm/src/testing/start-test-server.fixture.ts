import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

/** A request that a test server received. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined if it was empty. */
  readonly body: unknown;
}

/** Answers one request; whatever it does not answer hangs until the server is closed. */
export type TestHandler = (
  request: ReceivedRequest,
  response: ServerResponse,
  /** How many requests came before. */
  index: number,
) => void;

/** A server on this machine, for one test. */
export interface TestServer extends AsyncDisposable {
  /** `/v1` included. */
  readonly baseUrl: string;
  readonly received: readonly ReceivedRequest[];
}

/** Starts a server on a free port. `await using` closes it, and drops what it has not answered. */
export async function startTestServer(handle: TestHandler): Promise<TestServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const request = { path: incoming.url ?? '', headers: incoming.headers, body };
      handle(request, response, received.push(request) - 1);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends a JSON answer. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Sends an error as OpenAI words it. */
export function sendError(
  response: ServerResponse,
  status: number,
  {
    message = 'no',
    code = null,
    headers = {},
  }: { message?: string; code?: string | null; headers?: Record<string, string> } = {},
): void {
  sendJson(response, { error: { message, type: 'error', param: null, code } }, { status, headers });
}

/** A reply of `/completions` that says a text. */
export function completionOf(text: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    choices: [{ index: 0, text, logprobs: null, finish_reason: 'stop', ...more }],
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  };
}
