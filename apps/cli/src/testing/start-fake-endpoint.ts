import { createServer } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';

/** A small OpenAI-compatible server that listens for the length of a test. */
export interface FakeEndpoint extends AsyncDisposable {
  readonly url: string;
  /** Bodies of the requests for completions so far, without refused lists of prompts. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
}

/** A way in which a request fails. */
export type Fault =
  | 'reset'
  | 'broken-json'
  | 'null-logprobs'
  | { readonly status: number; readonly message: string; readonly code?: string };

const bodySchema = z.looseObject({
  prompt: z.string().optional(),
  messages: z.array(z.object({ content: z.string() })).optional(),
  max_tokens: z.number().optional(),
  echo: z.boolean().optional(),
  logprobs: z.union([z.number(), z.boolean()]).nullish(),
});

/**
 * Starts the server. Its model says "yes" to a prompt that asks for an even number of steps, as a
 * rule; it writes "Count the steps." where anything longer is wanted, and finds each token of a
 * text less probable than the one before. A request with a list of prompts gets status 400.
 *
 * @param options.key the only key that it accepts
 * @param options.onRequest is called before each answer
 * @param options.logprobs which log-probabilities it gives; if it gives less than requested, it
 *   answers 200 without them. @default 'all'
 * @param options.fail the failure of a request, by its number and its prompt
 */
export async function startFakeEndpoint(
  options: {
    readonly key?: string;
    readonly onRequest?: (count: number) => void;
    readonly logprobs?: 'all' | 'top' | 'none';
    readonly fail?: (count: number, prompt: string) => Fault | undefined;
  } = {},
): Promise<FakeEndpoint> {
  const requests: Readonly<Record<string, unknown>>[] = [];
  const server = createServer((request, response) => {
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
        send(401, {
          error: { message: `Incorrect API key provided: ${request.headers.authorization}` },
        });
        return;
      }
      if (request.url?.endsWith('/models') === true) {
        send(200, { object: 'list', data: [{ id: 'fake-model', object: 'model' }] });
        return;
      }
      const { logprobs: gives = 'all' } = options;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      if (holdsSeveralPrompts(body)) {
        send(400, { error: { message: 'prompt must be a string', param: 'prompt' } });
        return;
      }
      const asked = bodySchema.parse(body);
      requests.push(asked);
      const answered = gives === 'all' ? asked : { ...asked, echo: false };
      options.onRequest?.(requests.length);
      const fault = options.fail?.(requests.length, asked.prompt ?? '');
      if (fault === 'reset') {
        request.socket.destroy();
        return;
      }
      if (fault === 'broken-json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [');
        return;
      }
      if (fault !== undefined && fault !== 'null-logprobs') {
        const { status, message, code } = fault;
        send(status, { error: { message, code } });
        return;
      }
      const reply = request.url?.includes('chat') === true ? chat(answered) : complete(answered);
      if (gives === 'none' || fault === 'null-logprobs')
        for (const choice of reply.choices) choice.logprobs = null;
      send(200, reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const severalPrompts = z.looseObject({ prompt: z.array(z.string()) });

function holdsSeveralPrompts(body: unknown): boolean {
  return severalPrompts.safeParse(body).success;
}

type Body = z.infer<typeof bodySchema>;

interface Reply {
  readonly choices: { logprobs: unknown; readonly [field: string]: unknown }[];
  readonly usage: unknown;
}

const tokensOf = (text: string): readonly string[] => text.match(/\s?\S+|\s/g) ?? [];

/** The answer to a prompt, its tokens and what else could have come first. */
function answer(prompt: string, maxTokens: number): { text: string; top: Record<string, number> } {
  const isEven = (prompt.match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0) % 2 === 0;
  const top = isEven ? { yes: -0.2, no: -1.8 } : { no: -0.3, yes: -1.4 };
  return { text: maxTokens === 1 ? (isEven ? 'yes' : 'no') : 'Count the steps.', top };
}

function complete({ prompt = '', max_tokens = 16, echo = false }: Body): Reply {
  const { text, top } = answer(prompt, max_tokens);
  const shown = `${echo ? prompt : ''}${max_tokens === 0 ? '' : text}`;
  const tokens = tokensOf(shown);
  let offset = 0;
  const logprobs = {
    tokens,
    token_logprobs: tokens.map((_, at) => (echo && at === 0 ? null : -0.1 * (at + 1))),
    top_logprobs: tokens.map((_, at) => (echo && at === 0 ? null : top)),
    text_offset: tokens.map((token) => (offset += token.length) - token.length),
  };
  return {
    choices: [{ index: 0, text: shown, logprobs, finish_reason: 'stop' }],
    usage: usage(prompt, max_tokens === 0 ? '' : text),
  };
}

function chat({ messages = [], max_tokens = 16 }: Body): Reply {
  const prompt = messages.map(({ content }) => content).join('\n');
  const { text, top } = answer(prompt, max_tokens);
  const content = tokensOf(text).map((token) => ({
    token,
    logprob: -0.2,
    top_logprobs: Object.entries(top).map(([other, logprob]) => ({ token: other, logprob })),
  }));
  const message = { role: 'assistant', content: text };
  return {
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: { content } }],
    usage: usage(prompt, text),
  };
}

function usage(prompt: string, text: string): unknown {
  return {
    prompt_tokens: tokensOf(prompt).length,
    completion_tokens: tokensOf(text).length,
    total_tokens: tokensOf(prompt).length + tokensOf(text).length,
  };
}
