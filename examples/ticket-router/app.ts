import { readFile } from 'node:fs/promises';
import { loadNetwork } from '@dln/vi/network';
import { generateText } from 'ai';
import { Hono } from 'hono';
import { model } from './model.ts';

const json: unknown = JSON.parse(await readFile('runs/router/network.json', 'utf8'));
// A trained network is a model of the AI SDK.
const router = loadNetwork(json, { model }).asLanguageModel();

/** `POST /tickets` with `{ "text": … }` answers with `{ "queue": … }`. */
export const app: Hono = new Hono();

app.post('/tickets', async (context) => {
  const body: unknown = await context.req.json();
  if (typeof body !== 'object' || body === null || !('text' in body))
    return context.json({ error: 'The body needs a text.' }, 400);
  const { text: queue } = await generateText({ model: router, prompt: String(body.text) });
  return context.json({ queue });
});
