import { describe, expect, it } from 'vitest';

import {
  type NextTokenModel,
  requireNextToken,
  requireScoreText,
  type TextScoringModel,
} from '../capabilities/require-capability.ts';
import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import {
  completionOf,
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import { UnscorableTextError } from './unscorable-text-error.ts';

async function withModel(
  handle: TestHandler,
  test: (
    model: TextScoringModel & NextTokenModel,
    received: readonly { readonly path: string; readonly body: unknown }[],
  ) => Promise<void>,
): Promise<void> {
  await using server = await startTestServer(handle);
  const scheduler = createScheduler({ sleep: async () => undefined });
  const { baseUrl } = server;
  const model = createCompletionsModel({ model: 'm', baseUrl, apiKey: 'EMPTY', scheduler });
  await test({ ...requireScoreText(model), ...requireNextToken(model, 100) }, server.received);
}

const echo: TestHandler = ({ body }, response) => {
  const { prompt } = body as { readonly prompt: string };
  const tokens = prompt.match(/ ?\w+|[^]/g) ?? [];
  const token_logprobs = tokens.map((_, index) => (index === 0 ? null : -index));
  const text_offset = tokens.map(() => 0);
  sendJson(response, completionOf(prompt, { logprobs: { tokens, token_logprobs, text_offset } }));
};

describe('generate', () => {
  it('sends prompt, temperature, length, stop and seed, and nothing that was not asked for', () =>
    withModel(
      (_, response) => sendJson(response, completionOf(' hi ')),
      async (model, received) => {
        const options = { temperature: 0.5, topP: 0.9, maxTokens: 7, stop: ['\n', '#'] };
        const replies = await model.generate([{ prompt: 'Hello', seed: 3 }], options);
        expect(replies).toEqual([
          { text: ' hi ', finishReason: 'stop', usage: { promptTokens: 3, completionTokens: 2 } },
        ]);
        expect(received.map(({ path, body }) => [path, body])).toEqual([
          [
            '/v1/completions',
            {
              model: 'm',
              prompt: 'Hello',
              temperature: 0.5,
              top_p: 0.9,
              max_tokens: 7,
              stop: ['\n', '#'],
              seed: 3,
            },
          ],
        ]);
      },
    ));

  it('gives the tokens of a reply where they are asked for', () =>
    withModel(
      (_, response) =>
        sendJson(
          response,
          completionOf('hi', { logprobs: { tokens: ['h', 'i'], token_logprobs: [-1, -2] } }),
        ),
      async (model, received) => {
        const [reply] = await model.generate([{ prompt: 'Hello' }], { logProbabilities: true });
        expect(reply?.tokens).toEqual([
          { token: 'h', logProbability: -1 },
          { token: 'i', logProbability: -2 },
        ]);
        expect(received[0]?.body).toEqual({
          model: 'm',
          prompt: 'Hello',
          temperature: 0,
          logprobs: 1,
        });
      },
    ));

  it('stops sending after a permanent error', async () => {
    await using server = await startTestServer((_, response) => sendError(response, 400));
    const scheduler = createScheduler({ concurrency: 2 });
    const model = createCompletionsModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: 'EMPTY',
      scheduler,
    });
    const requests = Array.from({ length: 50 }, (_, index) => ({ prompt: String(index) }));
    await expect(model.generate(requests)).rejects.toThrow('answered 400');
    expect(server.received.length).toBeLessThanOrEqual(3);
  });
});

describe('scoreText', () => {
  it('echoes context and continuation, generates nothing, and keeps the continuation’s tokens', () =>
    withModel(echo, async (model, received) => {
      const scores = await model.scoreText([{ context: 'One two\n', continuation: 'three four' }]);
      expect(scores.map(({ logProbabilities }) => logProbabilities)).toEqual([[-3, -4]]);
      expect(received[0]?.body).toEqual({
        model: 'm',
        prompt: 'One two\nthree four',
        echo: true,
        max_tokens: 0,
        logprobs: 1,
        temperature: 0,
      });
    }));

  it('asks for one token from a server that takes none for no limit, and leaves it out', () =>
    withModel(
      ({ body }, response) => {
        const { prompt, max_tokens } = body as { prompt: string; max_tokens: number };
        const made = max_tokens === 0 ? [' and', ' on', ' and', ' on'] : [' and'];
        const tokens = [...(prompt.match(/ ?\w+/g) ?? []), ...made];
        const token_logprobs = tokens.map((_, index) => (index === 0 ? null : -index));
        const text_offset = tokens.map(() => 0);
        const choice = { text: tokens.join(''), logprobs: { tokens, token_logprobs, text_offset } };
        const usage = { prompt_tokens: 2, completion_tokens: made.length };
        sendJson(response, { choices: [choice], usage });
      },
      async (model, received) => {
        const request = { context: 'One', continuation: ' two three' };
        const [first] = await model.scoreText([request]);
        const [second] = await model.scoreText([request]);
        expect([first?.logProbabilities, second?.logProbabilities]).toEqual([
          [-1, -2],
          [-1, -2],
        ]);
        expect(received.map(({ body }) => body)).toMatchObject([
          { max_tokens: 0 },
          { max_tokens: 1 },
        ]);
      },
    ));

  it('sends the seed of the call, as the reference does', () =>
    withModel(echo, async (model, received) => {
      await model.scoreText([{ context: 'One', continuation: ' two' }], { seed: 7 });
      expect(received[0]?.body).toMatchObject({ seed: 7 });
    }));

  it('refuses an empty text before any is sent', () =>
    withModel(echo, async (model, received) => {
      const requests = [
        { context: 'One', continuation: ' two' },
        { context: 'One', continuation: '' },
      ];
      await expect(model.scoreText(requests)).rejects.toThrow(UnscorableTextError);
      expect(received).toEqual([]);
    }));

  it('finds out a server that ignores echo and answers 200', () =>
    withModel(
      (_, response) =>
        sendJson(
          response,
          completionOf(' three', { logprobs: { content: [{ token: ' three', logprob: -1 }] } }),
        ),
      async (model) => {
        const call = model.scoreText([{ context: 'One', continuation: ' two' }]);
        await expect(call).rejects.toThrow(UnsupportedCapabilityError);
      },
    ));
});

describe('nextToken', () => {
  it('generates one token and asks for the likeliest in its place', () =>
    withModel(
      (_, response) => {
        const logprobs = { tokens: ['b'], token_logprobs: [-1], top_logprobs: [{ a: -2, b: -1 }] };
        sendJson(response, completionOf('b', { logprobs }));
      },
      async (model, received) => {
        const [distribution] = await model.nextToken(['One'], { top: 50 });
        expect(distribution?.top).toEqual([
          { token: 'b', logProbability: -1 },
          { token: 'a', logProbability: -2 },
        ]);
        expect(received[0]?.body).toEqual({
          model: 'm',
          prompt: 'One',
          max_tokens: 1,
          logprobs: 50,
          temperature: 0,
        });
      },
    ));

  it('refuses more than the model gives before anything is sent', () =>
    withModel(echo, async (model, received) => {
      await expect(model.nextToken(['One'], { top: 101 })).rejects.toThrow(/at most 100/);
      expect(received).toEqual([]);
    }));

  it('says so if the server leaves them out', () =>
    withModel(
      (_, response) => sendJson(response, completionOf('b')),
      async (model) => {
        await expect(model.nextToken(['One'], { top: 5 })).rejects.toThrow(
          UnsupportedCapabilityError,
        );
      },
    ));
});

describe('what a completions model is taken to be able to do', () => {
  it('is little at OpenAI, and much elsewhere', () => {
    const hosted = createCompletionsModel({ model: 'm', apiKey: 'k' });
    const own = createCompletionsModel({ model: 'm', apiKey: 'k', baseUrl: 'http://localhost/v1' });
    expect(hosted.capabilities).toMatchObject({ scoresText: false, maxTopTokens: 5 });
    expect('scoreText' in hosted).toBe(false);
    expect(own.capabilities).toMatchObject({ scoresText: true, maxTopTokens: 100 });
    expect([hosted.id, own.id]).toEqual(['openai-completions:m', 'compatible-completions:m']);
  });

  it('can be claimed anew', () => {
    const model = createCompletionsModel({ model: 'm', apiKey: 'k' });
    const other = model.withCapabilities({ scoresText: true, maxTopTokens: 0, contextLength: 16 });
    expect(other.capabilities).toEqual({
      scoresText: true,
      maxTopTokens: 0,
      continuesText: true,
      seeds: true,
      followsSchemas: true,
      countsTokensExactly: false,
      contextLength: 16,
    });
    expect('scoreText' in other).toBe(true);
    expect('nextToken' in other).toBe(false);
  });

  it('counts tokens as it is told, or guesses', async () => {
    const options = { model: 'm', apiKey: 'k' };
    const counting = createCompletionsModel({ ...options, countTokens: (text) => text.length });
    expect(counting.capabilities.countsTokensExactly).toBe(true);
    expect(await counting.countTokens('12345678')).toBe(8);
    expect(await createCompletionsModel(options).countTokens('12345678')).toBe(2);
  });
});
