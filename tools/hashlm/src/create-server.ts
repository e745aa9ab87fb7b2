import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaultPlan, type Fault } from './faults.ts';
import { createHashLm } from './hash-lm.ts';
import type { RequestBody } from './request-body.ts';
import { invalidRequest, RequestError } from './request-error.ts';
import { createSlots } from './slots.ts';
import { createCounters } from './statistics.ts';

/** Options of `createHashLmServer`. The README describes each. */
export interface HashLmServerOptions {
  readonly latencyInMs: number;
  /** Milliseconds per 1,000 tokens. */
  readonly perTokenInMs: number;
  readonly capacity: number;
  readonly maxContext: number;
  readonly refusesEcho: boolean;
  readonly faults: Readonly<Record<Fault, number>>;
  readonly faultSeed: number;
  readonly apiKey?: string | undefined;
  readonly logFile?: string | undefined;
}

const HANG_IN_MS = 600_000;

/** An HTTP server that answers as OpenAI's completions and chat APIs do. */
export function createHashLmServer(options: HashLmServerOptions): Server {
  const { latencyInMs, perTokenInMs, capacity, apiKey, logFile } = options;
  let counters = createCounters();
  const slots = createSlots(capacity, (running) => {
    const { counts } = counters;
    counts.peak_concurrency = Math.max(counts.peak_concurrency, running);
  });
  const nextFault = createFaultPlan(options.faults, options.faultSeed);
  const model = createHashLm({
    ...options,
    counters: () => counters,
    onReply: (prompt, { prompt: _prompt, messages: _messages, ...params }, answer) => {
      if (logFile !== undefined)
        appendFileSync(logFile, `${JSON.stringify({ prompt, params, answer })}\n`);
    },
  });
  const routes: Readonly<Record<string, (body: RequestBody) => unknown>> = {
    '/v1/completions': model.completions,
    '/v1/chat/completions': model.chat,
  };

  const tokens = (): number => counters.counts.prompt_tokens + counters.counts.completion_tokens;

  const answer = async (
    route: (body: RequestBody) => unknown,
    request: { readonly text: string; readonly incoming: IncomingMessage },
    response: ServerResponse,
  ): Promise<void> => {
    const { counts } = counters;
    counts.requests++;
    const body = JSON.parse(request.text) as RequestBody;
    const before = tokens();
    const fault = nextFault();
    await slots.hold(0);
    if (fault !== undefined) {
      counts.faults++;
      await failOnPurpose(fault, request.incoming, response);
      return;
    }
    const reply = route(body);
    const prompts = Array.isArray(body.prompt) ? body.prompt.length : 1;
    const perPrompt = latencyInMs + (perTokenInMs * (tokens() - before)) / 1000 / prompts;
    await Promise.all(Array.from({ length: prompts }, async () => slots.hold(perPrompt)));
    send(response, 200, reply);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readText(request);
    const { url = '', method = '' } = request;
    if (url === '/__stats') {
      send(response, 200, counters.counts);
      return;
    }
    if (url === '/__reset') {
      counters = createCounters();
      send(response, 200, {});
      return;
    }
    try {
      if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
        throw new RequestError(401, {
          type: 'invalid_request_error',
          message: 'Incorrect API key provided.',
          code: 'invalid_api_key',
        });
      if (url === '/v1/models') {
        send(response, 200, modelList);
        return;
      }
      const route = Object.hasOwn(routes, url) ? routes[url] : undefined;
      if (!route || method !== 'POST') {
        send(response, 404, invalidRequest(`no route ${method} ${url}`).toBody());
        return;
      }
      await answer(route, { text: body, incoming: request }, response);
    } catch (error) {
      counters.counts.refused++;
      const known = error instanceof RequestError ? error : invalidRequest(String(error));
      send(response, known.status, known.toBody());
    }
  };
  return createServer((request, response) => void handle(request, response));
}

const modelList = {
  object: 'list',
  data: [{ id: 'hash-lm', object: 'model', created: 0, owned_by: 'hash' }],
};

async function failOnPurpose(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (fault) {
    case '429': {
      const error = new RequestError(429, {
        type: 'rate_limit_error',
        message: 'Rate limit reached.',
        code: 'rate_limit_exceeded',
      });
      const wait = { 'retry-after': '0.05', 'retry-after-ms': '50' };
      send(response, 429, error.toBody(), wait);
      return;
    }
    case '500': {
      const error = new RequestError(500, {
        type: 'server_error',
        message: 'The server had an error.',
      });
      send(response, 500, error.toBody());
      return;
    }
    case 'reset':
      request.socket.destroy();
      return;
    case 'hang':
      await sleep(HANG_IN_MS, undefined, { ref: false });
      return;
    case 'garbage': {
      send(response, 200, '{"id":"cmpl-hash","choices":[{"text":');
      return;
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
