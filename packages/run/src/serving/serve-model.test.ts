import { createEmbeddedModel, type LocalModel } from '@dln/local';
import { createCompletionsModel } from '@dln/llm';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createModelService } from './model-service.ts';
import { type OpenedServer, openServer } from './open-server.ts';
import { repeatingModel } from './serving.fixture.ts';

let local: LocalModel;
let server: OpenedServer;
let client: OpenAI;
beforeAll(async () => {
  local = createEmbeddedModel({ threads: 1, format: 'plain' });
  await local.open();
  server = await openServer({ service: createModelService(local, { name: 'embedded' }) });
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await local.close();
});

const model = 'embedded';
const context = 'Count the moves.\n\nTake 3 steps. Turn left.\n\nAnswer:\n';

interface Logprobs {
  readonly tokens: readonly string[];
  readonly token_logprobs: readonly (number | null)[];
  readonly top_logprobs: readonly (Readonly<Record<string, number>> | null)[];
  readonly text_offset: readonly number[];
}
const logprobsOf = ({ logprobs }: { readonly logprobs: unknown }): Logprobs => logprobs as Logprobs;

describe('echo', () => {
  it('scores a given text as the model itself does', async () => {
    const continuation = 'Yes, he returns.\n';
    const [score] = await local.scoreText([{ context, continuation }]);
    const { choices, usage } = await client.completions.create({
      model,
      prompt: context + continuation,
      max_tokens: 0,
      echo: true,
      logprobs: 0,
    });
    const [choice] = choices;
    const { tokens, token_logprobs, text_offset } = logprobsOf(choice ?? { logprobs: null });
    expect([choice?.text, choice?.finish_reason]).toEqual([context + continuation, 'length']);
    expect(tokens.join('')).toBe(context + continuation);
    expect(text_offset[0]).toBe(0);
    const start = text_offset.indexOf(context.length);
    const expected = score?.logProbabilities ?? [];
    expect(token_logprobs.length - start).toBe(expected.length);
    for (const [index, value] of token_logprobs.slice(start).entries())
      expect(value).toBeCloseTo(expected[index] ?? NaN, 5);
    const { start: ownStart, encode } = await local.openTokenizer();
    const promptTokens = ownStart.length + encode(context + continuation).length;
    expect(usage).toEqual({
      prompt_tokens: promptTokens,
      completion_tokens: 0,
      total_tokens: promptTokens,
    });
  });

  it('is what the completions model of @dln/llm scores texts with', async () => {
    const remote = createCompletionsModel({ model, baseUrl: server.url, apiKey: 'none' });
    const requests = ['yes', 'no'].map((continuation) => ({ context, continuation }));
    const ours = await local.scoreText(requests);
    const theirs = await remote.scoreText?.(requests);
    for (const [index, { logProbabilities }] of ours.entries())
      for (const [at, value] of logProbabilities.entries())
        expect(theirs?.[index]?.logProbabilities[at]).toBeCloseTo(value, 5);
    expect(theirs).toHaveLength(2);
  });
});

describe('what lm-evaluation-harness sends', () => {
  const base = (): string => server.url.replace(/\/v1$/, '');
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${base()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };

  it('finds the tokenizer', async () => {
    const { endToken, encode } = await local.openTokenizer();
    const info = await (await fetch(`${base()}/tokenizer_info`)).json();
    expect(info).toMatchObject({ eos_token: endToken?.text });
    const tokens = encode(context);
    const asked = { prompt: context, add_special_tokens: false };
    expect(await post('/tokenize', asked)).toEqual({ tokens, count: tokens.length });
    expect(await post('/detokenize', { tokens })).toEqual({ prompt: context });
    const special = { prompt: endToken?.text, add_special_tokens: false };
    expect(await post('/tokenize', special)).toMatchObject({ tokens: [endToken?.id] });
  });

  it('gets a score for each list of token ids, with one token after them', async () => {
    const { start, encode } = await local.openTokenizer();
    const continuations = ['yes', 'no'];
    const contextIds = [...start, ...encode(context)];
    const prompt = continuations.map((text) => [...contextIds, ...encode(text)]);
    const { choices } = await client.completions.create({
      ...{ model, prompt, temperature: 0, max_tokens: 1, logprobs: 1, seed: 1234, echo: true },
    });
    const scores = await local.scoreText(
      continuations.map((continuation) => ({ context, continuation })),
    );
    for (const [index, choice] of choices.entries()) {
      const { token_logprobs, top_logprobs } = logprobsOf(choice);
      expect(token_logprobs).toHaveLength((prompt[index]?.length ?? NaN) + 1);
      expect([token_logprobs[0], top_logprobs[0]]).toEqual([null, null]);
      // As the harness adds it up: without the context, and without the generated token.
      const own = token_logprobs.slice(contextIds.length, -1);
      const sum = own.reduce<number>((total, value) => total + (value ?? NaN), 0);
      const expected = (scores[index]?.logProbabilities ?? [NaN]).reduce((one, more) => one + more);
      expect(Math.abs(sum - expected)).toBeLessThan(1e-3);
      const best = top_logprobs.slice(contextIds.length, -1);
      expect(Math.max(...Object.values(best[0] ?? {}))).toBeGreaterThanOrEqual(own[0] ?? NaN);
    }
  });
});

describe('completions', () => {
  it('continue a prompt as the model itself does, up to a stop text', async () => {
    const asked = { model, prompt: context, max_tokens: 8, temperature: 0 };
    const [reply] = await local.generate([{ prompt: context }], { maxTokens: 8 });
    const { choices } = await client.completions.create(asked);
    expect(choices[0]?.text).toBe(reply?.text);
    const stop = (reply?.text ?? '').slice(-2);
    const [cut] = (await client.completions.create({ ...asked, stop })).choices;
    expect(cut?.text).toBe((reply?.text ?? '').slice(0, (reply?.text ?? '').indexOf(stop)));
    expect(cut?.finish_reason).toBe('stop');
  });

  it('give the same choices for the same seed, and different ones within a request', async () => {
    const asked = { model, prompt: 'Take', max_tokens: 12, temperature: 1, seed: 7, n: 3 };
    const texts = async (): Promise<readonly string[]> =>
      (await client.completions.create(asked)).choices.map(({ text }) => text);
    const first = await texts();
    expect(await texts()).toEqual(first);
    expect(new Set(first).size).toBe(3);
  });

  it('give the log-probabilities of what they write', async () => {
    const asked = { model, prompt: context, max_tokens: 3, temperature: 0, logprobs: 2 };
    const [choice] = (await client.completions.create(asked)).choices;
    const { tokens, token_logprobs, top_logprobs, text_offset } = logprobsOf(
      choice ?? { logprobs: null },
    );
    expect(text_offset[0]).toBe(0);
    const [next] = await local.nextToken([context], { top: 2 });
    expect(tokens[0]).toBe(next?.top[0]?.token);
    expect(token_logprobs[0]).toBeCloseTo(next?.top[0]?.logProbability ?? NaN, 5);
    expect(Object.keys(top_logprobs[0] ?? {})).toEqual(next?.top.map(({ token }) => token));
  });

  it('come as a stream, with their log-probabilities', async () => {
    const asked = { model, prompt: context, max_tokens: 4, temperature: 0, logprobs: 0 };
    const whole = (await client.completions.create(asked)).choices[0];
    const stream = await client.completions.create({ ...asked, stream: true });
    let text = '';
    const tokens: string[] = [];
    for await (const { choices } of stream) {
      text += choices[0]?.text ?? '';
      if (choices[0]?.logprobs) tokens.push(...logprobsOf(choices[0]).tokens);
    }
    expect(text).toBe(whole?.text);
    expect(tokens).toEqual(logprobsOf(whole ?? { logprobs: null }).tokens);
  });

  it('are refused for a text that does not fit, and for unknown token ids', async () => {
    const long = { model, prompt: context.repeat(500), max_tokens: 1 };
    await expect(client.completions.create(long)).rejects.toMatchObject({
      status: 400,
      code: 'context_length_exceeded',
    });
    const wrong = { model, prompt: [99_999_999], max_tokens: 1 };
    await expect(client.completions.create(wrong)).rejects.toThrow('it must be a token id from 0');
  });
});

it('refuses chats if the file has no chat template', async () => {
  const messages = [{ role: 'user' as const, content: 'hello' }];
  await expect(client.chat.completions.create({ model, messages })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('its file has no chat template'),
  });
});

describe('a model that is not in this process', () => {
  it('continues texts, and refuses what it cannot show', async () => {
    const service = createModelService(repeatingModel().model, { name: 'fake' });
    await using other = await openServer({ service });
    const ask = new OpenAI({ baseURL: other.url, apiKey: 'none', maxRetries: 0 });
    const asked = { model: 'fake', prompt: 'hello' };
    expect((await ask.completions.create(asked)).choices[0]?.text).toBe('hello');
    const messages = [{ role: 'user' as const, content: 'hi' }];
    const chat = await ask.chat.completions.create({ model: 'fake', messages });
    expect(chat.choices[0]?.message.content).toBe('hi');
    await expect(ask.completions.create({ ...asked, echo: true })).rejects.toThrow(
      'Log-probabilities and echo need a model in process',
    );
    await expect(ask.completions.create({ ...asked, prompt: [1, 2] })).rejects.toThrow(
      'Token ids need a model in process.',
    );
  });
});
