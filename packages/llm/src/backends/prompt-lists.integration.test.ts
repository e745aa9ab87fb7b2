import { startHashLm } from 'dln-hashlm';
import { describe, expect, it } from 'vitest';

import { createBudget } from '../budget/create-budget.ts';
import type { Generation, TextScore } from '../language-model.ts';
import { sumUsage } from '../usage/usage.ts';
import { createCompletionsModel } from './create-completions-model.ts';
import { openModel, texts } from './prompt-lists.fixture.ts';

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
