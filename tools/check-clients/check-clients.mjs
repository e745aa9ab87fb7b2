// Asks `dln serve` with the openai clients of Node and Python:
// `pnpm --filter dln-check-clients check-clients [model.gguf]`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import OpenAI from 'openai';
import { python, serve } from './serve.mjs';

const server = await serve();
let failures = 0;
try {
  console.log('openai for Node');
  await checkNode(new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 }));
  console.log('openai for Python');
  const program = fileURLToPath(new URL('check_clients.py', import.meta.url));
  const { status, error } = spawnSync(python, [program, server.url], { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) failures++;
} finally {
  await server.stop();
}
process.exitCode = failures === 0 ? 0 : 1;

async function checkNode(client) {
  const model = 'local';
  const prompt = 'Take 3 steps. Turn left.';
  const asked = { model, prompt, max_tokens: 24, temperature: 0 };

  const whole = (await client.completions.create(asked)).choices[0]?.text ?? '';
  report('plain', whole !== '', JSON.stringify(whole));

  const read = async (stream) => {
    let text = '';
    let pieces = 0;
    for await (const { choices } of stream) {
      text += choices[0]?.text ?? '';
      pieces++;
    }
    return { text, pieces };
  };
  const streamed = await read(await client.completions.create({ ...asked, stream: true }));
  report('streamed', streamed.text === whole, `the same text in ${streamed.pieces} pieces`);

  const start = performance.now();
  const texts = await Promise.all(
    Array.from({ length: 32 }, async (_, index) => {
      const own = { ...asked, prompt: `${index % 8}. ${prompt}` };
      if (index % 2 === 1)
        return (await read(await client.completions.create({ ...own, stream: true }))).text;
      return (await client.completions.create(own)).choices[0]?.text ?? '';
    }),
  );
  const repeated = texts.slice(8).every((text, index) => text === texts[index]);
  report('32 at a time', repeated, `${seconds(start)}; equal prompts have equal answers`);

  const leaving = await client.completions.create({ ...asked, max_tokens: 400, stream: true });
  let seen = 0;
  for await (const _ of leaving) if (++seen === 3) break;
  const after = performance.now();
  const next = (await client.completions.create(asked)).choices[0]?.text;
  report(
    'a client that goes away mid-stream',
    next === whole,
    `${seen} pieces read; the next answer is the same, after ${seconds(after)}`,
  );

  const refusals = [
    ['an unknown model', 404, { ...asked, model: 'gpt-4' }],
    ['no prompt', 400, { model }],
    ['a negative length', 400, { ...asked, max_tokens: -1 }],
    ['a token that does not exist', 400, { ...asked, prompt: [99_999_999] }],
    ['a text that does not fit', 400, { ...asked, prompt: prompt.repeat(5000) }],
  ];
  for (const [name, expected, body] of refusals) {
    const error = await client.completions.create(body).catch((reason) => reason);
    report(`refuses ${name}`, error.status === expected, error.message);
  }
}

function report(name, isRight, detail) {
  if (!isRight) failures++;
  console.log(`  ${isRight ? 'ok    ' : 'FAILED'} ${name}: ${detail}`);
}

function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
