import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Gate } from './create-gate.ts';
import { readJsonBody } from './read-body.ts';
import { chatFormat, completionsFormat, type ReplyFormat, type ReplyHead } from './reply-format.ts';
import { parseChatRequest, parseCompletionsRequest, type SharedRequest } from './requests.ts';
import type { Service, ServiceAnswer, ServiceCall, ServiceTokenizer } from './service.ts';
import { ServingError } from './serving-error.ts';
import { openStream } from './write-stream.ts';

/** What requests are answered from. */
export interface ServingContent {
  readonly service: Service;
  readonly gate: Gate;
  readonly maxBodyBytes: number;
  /** Seconds since 1970, when the server was opened. */
  readonly created: number;
  readonly now: () => number;
  /** A number that no other response of the server has. */
  readonly nextId: () => number;
  /** Called with settings of requests that are not used. */
  readonly onIgnored: (settings: readonly string[]) => void;
}

/**
 * Answers a request, or throws. @param signal aborts when the client goes away or the server stops
 */
export async function routeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { content, signal }: { readonly content: ServingContent; readonly signal: AbortSignal },
): Promise<void> {
  const { service } = content;
  const path = URL.parse(request.url ?? '', 'http://server')?.pathname ?? '';
  const get = (): void => {
    requireMethod(request, 'GET');
  };
  const post = async (): Promise<unknown> => {
    requireMethod(request, 'POST');
    return readJsonBody(request, content.maxBodyBytes);
  };
  switch (path) {
    case '/v1/models':
      get();
      sendJson(response, { object: 'list', data: [describeModel(content)] });
      return;
    case '/v1/chat/completions': {
      const parsed = parseChatRequest(await post(), service.model);
      const ask = async (call: ServiceCall): Promise<ServiceAnswer> => service.chat(parsed, call);
      return sendAnswer(response, { content, signal, format: chatFormat, request: parsed, ask });
    }
    case '/v1/completions': {
      const parsed = parseCompletionsRequest(await post(), service.model);
      const ask = async (call: ServiceCall): Promise<ServiceAnswer> =>
        service.complete(parsed, call);
      const format = completionsFormat;
      return sendAnswer(response, { content, signal, format, request: parsed, ask });
    }
    case '/tokenize':
    case '/detokenize':
    case '/tokenizer_info': {
      if (!service.tokenizer) break;
      if (path === '/tokenizer_info') get();
      const body = path === '/tokenizer_info' ? undefined : await post();
      sendJson(response, convert(path, body, await service.tokenizer()));
      return;
    }
    default:
      if (path === `/v1/models/${encodeURIComponent(service.model)}`) {
        get();
        sendJson(response, describeModel(content));
        return;
      }
  }
  throw new ServingError({
    status: 404,
    message: `There is nothing at ${path}. Send requests to /v1/models, /v1/chat/completions or /v1/completions.`,
    code: 'not_found',
  });
}

/** How a request is answered, with the API's way of writing answers. */
interface Answering {
  readonly content: ServingContent;
  readonly signal: AbortSignal;
  readonly format: ReplyFormat;
  readonly request: SharedRequest;
  readonly ask: (call: ServiceCall) => Promise<ServiceAnswer>;
}

async function sendAnswer(
  response: ServerResponse,
  { content, signal, format, request, ask }: Answering,
): Promise<void> {
  const { service, gate, now, nextId, created, onIgnored } = content;
  const head: ReplyHead = {
    id: `${format.prefix}-${created.toString(36)}-${nextId()}`,
    created: Math.floor(now() / 1000),
    model: service.model,
  };
  const stream = request.stream ? openStream(response, format, head) : undefined;
  const answer = await gate(
    () => ask({ signal, ...(stream ? { onText: stream.emit } : {}) }),
    signal,
  );
  if (answer.ignored.length > 0) {
    onIgnored(answer.ignored);
    if (!response.headersSent) response.setHeader('x-dln-ignored', answer.ignored.join(', '));
  }
  if (stream) stream.finish(answer, request.includeUsage);
  else sendJson(response, format.whole(head, answer));
}

/** Sends a value as JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

function describeModel({ service, created }: ServingContent): unknown {
  return { id: service.model, object: 'model', created, owned_by: 'dln' };
}

const tokenizeSchema = z.looseObject({
  prompt: z.string(),
  add_special_tokens: z.boolean().nullish(),
});
const detokenizeSchema = z.looseObject({ tokens: z.array(z.int().min(0)) });

/** As vLLM's endpoints answer, so that clients of vLLM find the tokenizer. */
function convert(path: string, body: unknown, tokenizer: ServiceTokenizer): unknown {
  if (path === '/tokenizer_info')
    return {
      tokenizer_class: 'dln',
      bos_token: tokenizer.startText,
      eos_token: tokenizer.endText,
      pad_token: null,
      chat_template: null,
    };
  if (path === '/detokenize') {
    const { tokens } = check(detokenizeSchema, body);
    return { prompt: tokenizer.decode(tokens) };
  }
  const { prompt, add_special_tokens: special } = check(tokenizeSchema, body);
  const tokens = tokenizer.encode(prompt, special ?? true);
  return { tokens, count: tokens.length };
}

function check<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ServingError({
    status: 400,
    message: `Invalid value for \`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? ''}.`,
    param: issue?.path.join('.'),
  });
}

function requireMethod({ method }: IncomingMessage, expected: 'GET' | 'POST'): void {
  if (method === expected) return;
  throw new ServingError({ status: 405, message: `Use ${expected} here, not ${method ?? ''}.` });
}
