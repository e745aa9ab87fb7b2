import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server that speaks OpenAI's API, and repeats what it is told unless it is given a mind of its
 * own.
 */
export interface ParrotServer extends AsyncDisposable {
  readonly url: string;
}

/** What the server says to a prompt. */
export type Answer = (prompt: string, asked: { readonly seed?: number }) => string;

/** Starts the server on a free port of this machine, so that an example needs no other. */
export async function startParrotServer(
  answer: Answer = (prompt) => `You said: ${prompt}`,
): Promise<ParrotServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as RequestBody;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(reply(body, answer)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `/completions` has a prompt, `/chat/completions` has messages. */
interface RequestBody {
  readonly prompt?: string | readonly string[];
  readonly messages?: readonly { readonly content: string }[];
  readonly seed?: number;
}

function reply({ prompt, messages, ...asked }: RequestBody, answer: Answer): object {
  const said = messages ? [messages.at(-1)?.content ?? ''] : [prompt ?? []].flat();
  const choices = said.map((text, index) => {
    const words = answer(text, asked);
    const content = messages ? { message: { role: 'assistant', content: words } } : { text: words };
    return { index, finish_reason: 'stop', logprobs: null, ...content };
  });
  const tokens = said.join(' ').split(' ').length;
  const usage = { prompt_tokens: tokens, completion_tokens: tokens + 2 };
  return { id: 'parrot', object: 'completion', created: 0, model: 'parrot', choices, usage };
}
