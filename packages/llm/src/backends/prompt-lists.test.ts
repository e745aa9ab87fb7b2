import { startHashLm } from 'dln-hashlm';
import { describe, expect, it } from 'vitest';

import { createBudget } from '../budget/create-budget.ts';
import { createScheduler } from '../endpoint/create-scheduler.ts';
import type { Generation, TextScore } from '../language-model.ts';
import {
  sendError,
  sendJson,
  startTestServer,
  type TestHandler,
} from '../testing/start-test-server.fixture.ts';
import { sumUsage } from '../usage/usage.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import type { EndpointModelOptions } from './endpoint-model.ts';
import type { ParameterRefusal } from './request-parameter.ts';

/** What the tests set of a model. */
type Asked = Partial<Pick<EndpointModelOptions, 'capabilities' | 'onRefusal'>>;

const openModel = (baseUrl: string, asked: Asked = {}, prompts = 8) =>
  createCompletionsModel({
    ...{ model: 'm', baseUrl, apiKey: 'EMPTY', capabilities: { promptLists: true } },
    scheduler: createScheduler({
      concurrency: 32,
      promptsPerRequest: prompts,
      sleep: async () => undefined,
    }),
    ...asked,
  });

const texts = Array.from({ length: 100 }, (_, index) => ({
  context: `Question ${index}: is it ${'very '.repeat(index % 5)}far?`,
  continuation: ' yes',
}));
const questions = texts.map(({ context }) => ({ prompt: context }));

const withoutUsage = <Result extends Generation | TextScore>(results: readonly Result[] = []) =>
  results.map(({ usage: _, ...result }) => result);

describe('a server that takes lists of prompts (finding 14.16: 0.95 ms for each request)', () => {
  it('is asked for 100 scores in few requests, and answers each prompt as alone', async () => {
    await using server = await startHashLm();
    const alone = openModel(server.baseUrl, {}, 1);
    const expected = await alone.scoreText?.(texts);
    const before = await server.statistics();
    const scores = await openModel(server.baseUrl).scoreText?.(texts);
    const after = await server.statistics();
    // The first goes alone, so that a wrong key costs one; the others in lists of up to eight.
    expect(after.requests - before.requests).toBeGreaterThanOrEqual(14);
    expect(after.requests - before.requests).toBeLessThan(30);
    expect(after.prompts - before.prompts).toBe(100);
    // The log-probabilities and the usage of each prompt, to the token.
    expect(scores).toEqual(expected);
    expect(scores?.every(({ usage }) => (usage.requests ?? 1) === 1)).toBe(true);
  });

  it('generates from a list, with the usage of the whole divided among the prompts', async () => {
    await using server = await startHashLm();
    const options = { temperature: 0.7, seed: 3, maxTokens: 12 };
    const expected = await openModel(server.baseUrl, {}, 1).generate(questions, options);
    const replies = await openModel(server.baseUrl).generate(questions, options);
    expect((await server.statistics()).requests).toBeLessThan(100 + 30);
    expect(withoutUsage(replies)).toEqual(withoutUsage(expected));
    expect(sumUsage(replies.map(({ usage }) => usage))).toEqual(
      sumUsage(expected.map(({ usage }) => usage)),
    );
    expect(replies.every(({ usage }) => usage.promptTokens > 0)).toBe(true);
  });

  it('never joins prompts that differ in a setting', async () => {
    await using server = await startHashLm();
    const seeded = questions.map((question, seed) => ({ ...question, seed }));
    const alone = await openModel(server.baseUrl, {}, 1).generate(seeded, { temperature: 1 });
    expect(await openModel(server.baseUrl).generate(seeded, { temperature: 1 })).toEqual(alone);
    expect((await server.statistics()).requests).toBe(200);
  });

  it('answers the same under faults of every kind', async () => {
    await using calm = await startHashLm();
    // At a rate of 0.18, a prompt of 200 fails eleven times in a row once in a million runs.
    await using faulty = await startHashLm({
      faults: { 429: 0.06, 500: 0.04, reset: 0.04, garbage: 0.04 },
    });
    const expected = await openModel(calm.baseUrl).scoreText?.(texts);
    expect(await openModel(faulty.baseUrl).scoreText?.(texts)).toEqual(expected);
  }, 30_000);

  it('counts every prompt of a list against a cap on requests', async () => {
    await using server = await startHashLm();
    const budget = createBudget({ requests: 40 });
    const model = createCompletionsModel({
      ...{ model: 'm', baseUrl: server.baseUrl, apiKey: 'EMPTY', budget },
      capabilities: { promptLists: true },
    });
    await expect(model.scoreText?.(texts)).rejects.toThrow(/40/);
    expect((await server.statistics()).prompts).toBe(40);
  });

  it('ends a list when its call is aborted', async () => {
    await using server = await startHashLm({ flags: ['--fault-hang', '0.9'] });
    const abort = new AbortController();
    const calling = openModel(server.baseUrl).scoreText?.(texts, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 300);
    await expect(calling).rejects.toThrow('enough');
  });
});

interface Body {
  readonly prompt: string | readonly string[];
}

/** Echoes each prompt, as one token for each character. */
const replyTo = (prompts: readonly string[]): object => ({
  choices: prompts.map((text, index) => ({
    ...{ index, text, finish_reason: 'length' },
    logprobs: {
      tokens: Array.from(text),
      token_logprobs: Array.from(text).map((_, at) => (at === 0 ? null : -1)),
      text_offset: Array.from(text).map((_, at) => at),
    },
  })),
  usage: { prompt_tokens: prompts.join('').length, completion_tokens: 0 },
});

/** Scores texts at a server, and notes what was refused and how long the lists were. */
async function scoreAt(refuse: (prompts: readonly string[]) => TestHandler | undefined) {
  const lengths: number[] = [];
  await using server = await startTestServer((request, response, index) => {
    const prompts = [(request.body as Body).prompt].flat();
    lengths.push(prompts.length);
    const refusal = refuse(prompts);
    if (refusal) refusal(request, response, index);
    else sendJson(response, replyTo(prompts));
  });
  const refusals: ParameterRefusal[] = [];
  const model = openModel(server.baseUrl, { onRefusal: (refusal) => refusals.push(refusal) });
  const scores = await model.scoreText?.(texts, { onFailure: 'return' });
  return { lengths, refusals, scores, refuses: model.capabilities.refuses };
}

const refuseWith =
  (status: number): TestHandler =>
  (_, response) =>
    sendError(response, status, { message: 'this request cannot be served' });

describe('a failed request of several prompts', () => {
  it('is divided into its prompts, of which only the bad one fails', async () => {
    const { scores, refusals, lengths } = await scoreAt((prompts) =>
      prompts.some((prompt) => prompt.includes('Question 42:')) ? refuseWith(400) : undefined,
    );
    expect(scores?.flatMap(({ failure }, index) => (failure ? [index] : []))).toEqual([42]);
    // One line, and the other lists stay as long.
    expect(refusals).toEqual([
      { modelId: 'compatible-completions:m', parameter: 'prompt_list', value: 8 },
    ]);
    expect(lengths.filter((length) => length > 1).length).toBeGreaterThanOrEqual(13);
  });

  it('is sent by halves to a server that takes fewer prompts', async () => {
    const { scores, lengths, refuses } = await scoreAt((prompts) =>
      prompts.length > 4 ? refuseWith(400) : undefined,
    );
    expect(scores?.every(({ failure }) => failure === undefined)).toBe(true);
    expect(lengths).toContain(4);
    expect(refuses).toBeUndefined();
  });

  it.each([400, 500, 422])(
    'ends lists at a server that answers each with %i',
    async (status) => {
      const { scores, refuses, refusals } = await scoreAt((prompts) =>
        prompts.length > 1 ? refuseWith(status) : undefined,
      );
      expect(scores?.every(({ failure }) => failure === undefined)).toBe(true);
      expect(refuses).toEqual(['prompt_list']);
      expect(refusals.at(-1)).toEqual({
        modelId: 'compatible-completions:m',
        parameter: 'prompt_list',
      });
    },
    30_000,
  );

  it('is not trusted if the server answers the first prompt alone', async () => {
    const { scores, refuses } = await scoreAt((prompts) =>
      prompts.length > 1
        ? (_, response) => sendJson(response, replyTo(prompts.slice(0, 1)))
        : undefined,
    );
    expect(scores?.every(({ logProbabilities }) => logProbabilities.length === 4)).toBe(true);
    expect(refuses).toEqual(['prompt_list']);
  }, 30_000);
});
