// A backend whose streams break: two pieces, then an error, or the end of the connection.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A server that asks for the way to break with the prompt: `error`, `cut`, or anything else. */
export async function startBreakingServer() {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${server.address().port}/v1`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(request, response) {
  const { prompt } = JSON.parse(await text(request));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (value) => response.write(`data: ${JSON.stringify(value)}\n\n`);
  const piece = (words, finish_reason = null) => ({
    ...{ id: 'cmpl-1', object: 'text_completion', created: 0, model: 'breaking' },
    choices: [{ index: 0, text: words, finish_reason, logprobs: null }],
  });
  send(piece('one'));
  send(piece(' two'));
  if (prompt === 'error') {
    send({ error: { message: 'CUDA out of memory', type: 'server_error', code: 500 } });
    response.end();
    return;
  }
  if (prompt === 'cut') {
    setTimeout(() => response.destroy(), 50);
    return;
  }
  send(piece(' three', 'stop'));
  response.end('data: [DONE]\n\n');
}
