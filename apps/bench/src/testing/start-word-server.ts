import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** A small OpenAI-compatible server that listens for the length of a test. */
export interface WordServer extends AsyncDisposable {
  readonly url: string;
  /** The texts of requests for embeddings so far, in order. */
  readonly embedded: readonly string[];
  /** The prompts of all requests so far, in order. */
  readonly asked: readonly string[];
}

const bodySchema = z.looseObject({
  prompt: z.string().default(''),
  input: z.array(z.string()).default([]),
  max_tokens: z.number().default(16),
  temperature: z.number().default(0),
  seed: z.number().default(0),
  echo: z.boolean().default(false),
});

type Body = z.infer<typeof bodySchema>;

const words = ['walk', 'count', 'turn', 'back', 'step', 'yes', 'no'] as const;

/** Ways in which the server fails a prompt each time that it is asked. */
export const faults = ['filter', 'overflow', 'null-logprobs', 'error-200'] as const;

/** One of the ways. */
export type Fault = (typeof faults)[number];

/**
 * Starts the server. Its words, probabilities and embeddings depend only on the request. A request
 * with a list of prompts gets status 400.
 */
export async function startWordServer({
  latencyInMs = 0,
  fail = () => undefined,
}: {
  readonly latencyInMs?: number;
  /** Which prompts fail, and how. @default none */
  readonly fail?: (prompt: string) => Fault | undefined;
} = {}): Promise<WordServer> {
  const embedded: string[] = [];
  const asked: string[] = [];
  const answer = (url: string, body: Body): unknown => {
    if (!url.endsWith('/embeddings')) return complete(body);
    embedded.push(...body.input);
    return {
      data: body.input.map((text, index) => ({ index, embedding: lettersOf(text) })),
      usage: { prompt_tokens: body.input.length, total_tokens: body.input.length },
    };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const parsed = bodySchema.safeParse(JSON.parse(Buffer.concat(chunks).toString() || '{}'));
      if (!parsed.success) {
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: 'prompt must be a string' } }));
        return;
      }
      const body = parsed.data;
      setTimeout(() => {
        asked.push(body.prompt);
        const fault = fail(body.prompt);
        const isRefused = fault === 'filter' || fault === 'overflow';
        response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
        const reply = answer(request.url ?? '', body);
        response.end(JSON.stringify(fault === undefined ? reply : failWith(fault, reply)));
      }, latencyInMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    embedded,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function failWith(fault: Fault, reply: unknown): unknown {
  switch (fault) {
    case 'filter':
    case 'error-200':
      return { error: { message: 'the prompt was filtered', code: 'content_filter' } };
    case 'overflow':
      return { error: { message: 'the prompt is too long', code: 'context_length_exceeded' } };
    case 'null-logprobs': {
      const { choices, ...rest } = reply as { choices: readonly object[] };
      return { ...rest, choices: choices.map((choice) => ({ ...choice, logprobs: null })) };
    }
  }
}

function complete({ prompt, max_tokens, temperature, seed, echo }: Body): unknown {
  const salt = temperature > 0 ? String(seed) : '';
  const text = Array.from(
    { length: Math.min(max_tokens, 5) },
    (_, at) => words[hash(`${prompt}${salt}${at}`) % words.length],
  ).join(' ');
  const tokens = tokensOf(`${echo ? prompt : ''}${text}`);
  let offset = 0;
  const top = (at: number): Record<string, number> => {
    const share = 0.1 + 0.8 * ((hash(`${prompt}top${at}`) % 1000) / 1000);
    return { yes: Math.log(share), no: Math.log(1 - share) };
  };
  return {
    choices: [
      {
        index: 0,
        text: `${echo ? prompt : ''}${text}`,
        finish_reason: 'stop',
        logprobs: {
          tokens,
          token_logprobs: tokens.map((token, at) =>
            echo && at === 0 ? null : -0.1 - (hash(`${prompt.length}${token}${at}`) % 50) / 10,
          ),
          top_logprobs: tokens.map((_, at) => (echo && at === 0 ? null : top(at))),
          text_offset: tokens.map((token) => (offset += token.length) - token.length),
        },
      },
    ],
    usage: {
      prompt_tokens: tokensOf(prompt).length,
      completion_tokens: tokensOf(text).length,
      total_tokens: tokensOf(prompt).length + tokensOf(text).length,
    },
  };
}

function tokensOf(text: string): readonly string[] {
  return text.match(/\s?\S+|\s/g) ?? [];
}

function lettersOf(text: string): readonly number[] {
  return Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => text.split(letter).length - 1);
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
