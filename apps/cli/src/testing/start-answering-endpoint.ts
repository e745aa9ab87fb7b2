import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** A chat endpoint that gives texts and no log-probabilities, for the length of a test. */
export interface AnsweringEndpoint extends AsyncDisposable {
  readonly url: string;
}

const bodySchema = z.looseObject({
  messages: z.array(z.object({ content: z.string() })),
  seed: z.number().optional(),
  response_format: z.unknown().optional(),
});

/** What a request says besides its messages. */
export interface AnsweringOptions {
  readonly seed: number;
  /** The request carries a JSON Schema. */
  readonly isForced: boolean;
}

/**
 * Starts the endpoint.
 *
 * @param answer the model: a prompt to its text
 * @param options.refusesSchemas requests with a JSON Schema get status 400
 */
export async function startAnsweringEndpoint(
  answer: (prompt: string, options: AnsweringOptions) => string,
  { refusesSchemas = false }: { readonly refusesSchemas?: boolean } = {},
): Promise<AnsweringEndpoint> {
  const server = createServer((request, response) => {
    const send = (value: unknown): void => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url?.endsWith('/models') === true) {
        send({ object: 'list', data: [{ id: 'answering', object: 'model' }] });
        return;
      }
      if (request.url?.endsWith('/chat/completions') !== true) {
        response.writeHead(404).end();
        return;
      }
      const {
        messages,
        seed = 0,
        response_format: format,
      } = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const isForced = format !== undefined;
      if (isForced && refusesSchemas) {
        const error = { message: 'json_schema is not supported', param: 'response_format' };
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error }));
        return;
      }
      const prompt = messages.map((message) => message.content).join('\n');
      const content = answer(prompt, { seed, isForced });
      const message = { role: 'assistant', content };
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      send({ choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }], usage });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
