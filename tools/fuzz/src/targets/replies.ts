import { once } from 'node:events';
import { createServer } from 'node:http';
import { createCompletionsModel, createEndpoint, createScheduler } from '@dln/llm';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const KEY = 'hunter22-the-key';
const REPLY = {
  choices: [
    {
      index: 0,
      text: `some text ${KEY}`,
      finish_reason: 'stop',
      logprobs: {
        tokens: ['some', ' text'],
        token_logprobs: [null, -1],
        text_offset: [0, 4],
        top_logprobs: [null, { ' text': -1, ' a': -2 }],
      },
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 2 },
};

/** Replies of a server that sends anything. */
export const replies: FuzzTarget = {
  name: 'replies',
  longCount: 3_000,
  run: async ({ random }) => {
    const text = Buffer.from(JSON.stringify(mutateJson(random, REPLY)));
    const bytes = random.integer(0, 3) === 0 ? mutateBytes(random, text) : text;
    const status = pick(random, [200, 200, 200, 200, 400, 401, 404, 429, 500, 503]);
    const type = pick(random, ['application/json', 'text/event-stream', 'text/html', '']);
    const body =
      type === 'text/event-stream' ? `data: ${bytes.toString()}\n\ndata: [DONE]\n\n` : bytes;
    const server = createServer((_, response) => {
      response.writeHead(status, {
        ...(type === '' ? {} : { 'content-type': type }),
        'retry-after': pick(random, ['', '-1', '1e9', 'Infinity', 'Wed, 21 Oct', 'x'.repeat(999)]),
      });
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const scheduler = createScheduler({ maxRetries: 1, sleep: () => Promise.resolve() });
      const endpoint = createEndpoint({
        apiKey: KEY,
        baseUrl: `http://127.0.0.1:${port}/v1`,
        scheduler,
      });
      const model = createCompletionsModel({ model: 'm', endpoint });
      const kind = random.integer(0, 4);
      if (kind === 0) await endpoint.listModels();
      else if (kind === 1) await model.scoreText?.([{ context: 'some', continuation: ' text' }]);
      else if (kind === 2) await model.nextToken?.(['some text'], { top: 2 });
      else {
        const [reply] = await model.generate([{ prompt: 'some' }], { maxTokens: 9 });
        if (reply?.text.includes(KEY) === true) throw new Error('the reply holds the key');
        if ((reply?.usage.promptTokens ?? 0) < 0) throw new Error('the usage is negative');
      }
    } catch (error) {
      if (String(error).includes(KEY)) throw new Error('the error holds the key', { cause: error });
      throw error;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};
