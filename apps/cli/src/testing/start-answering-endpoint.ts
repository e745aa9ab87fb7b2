import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** A chat endpoint that gives texts and no log-probabilities, for the length of a test. */
export interface AnsweringEndpoint extends AsyncDisposable {
  readonly url: string;
}

const bodySchema = z.looseObject({ messages: z.array(z.object({ content: z.string() })) });

/** Starts the endpoint. @param answer the model: a prompt to its text */
export async function startAnsweringEndpoint(
  answer: (prompt: string) => string,
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
      const { messages } = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const content = answer(messages.map((message) => message.content).join('\n'));
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
