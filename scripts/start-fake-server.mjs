import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';

/**
 * Starts an OpenAI-compatible server on a free port that answers every request with the same text.
 *
 * @param {string} text
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startFakeServer(text) {
  const server = createServer((request, response) => {
    const chunks = /** @type {Buffer[]} */ ([]);
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { n = 1, prompt } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      const prompts = Array.isArray(prompt) ? prompt.length : 1;
      const choices = Array.from({ length: n * prompts }, (_, index) => ({
        ...{ index, text, finish_reason: 'stop' },
        message: { role: 'assistant', content: text },
      }));
      response.setHeader('content-type', 'application/json');
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      response.end(JSON.stringify({ id: 'x', object: 'x', model: 'fake', choices, usage }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () => new Promise((resolve) => server.close(() => resolve(undefined))),
  };
}
