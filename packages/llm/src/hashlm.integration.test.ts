import { startHashLm } from 'dln-hashlm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  createChatModel,
  createCompletionsModel,
  createEndpoint,
  createScheduler,
  probeModel,
} from './index.ts';
import { createConformanceChecks } from './testing/index.ts';

const open = (baseUrl: string, { apiKey = 'EMPTY', concurrency = 16 } = {}) =>
  createEndpoint({
    apiKey,
    baseUrl,
    scheduler: createScheduler({ concurrency, sleep: () => Promise.resolve() }),
  });

const prompts = Array.from({ length: 200 }, (_, index) => ({ prompt: `Question ${index}:` }));

describe('against HashLM', () => {
  const creates = [{ create: createCompletionsModel }, { create: createChatModel }];
  describe.each(creates)('$create.name returns a language model', ({ create }) => {
    let server: Awaited<ReturnType<typeof startHashLm>>;
    beforeAll(async () => {
      server = await startHashLm();
    });
    afterAll(() => server[Symbol.asyncDispose]());
    for (const { name, run } of createConformanceChecks({ isOneDistribution: false }))
      it(name, (test) => run(create({ model: 'hash-lm', endpoint: open(server.baseUrl) }), test));
  });

  it('tokens of a context and of what follows it add up to those of the whole', async () => {
    await using server = await startHashLm();
    const model = createCompletionsModel({ model: 'hash-lm', endpoint: open(server.baseUrl) });
    const continuation = 'yes, — 漢字 😀 it is';
    const [score] =
      (await model.scoreText?.([{ context: 'Is 7 prime? 😀\n', continuation }])) ?? [];
    expect(score?.logProbabilities).toHaveLength(8);
  });

  it('faults of every kind do not change what is answered', async () => {
    await using calm = await startHashLm();
    await using faulty = await startHashLm({
      faults: { 429: 0.15, 500: 0.05, reset: 0.05, garbage: 0.05 },
    });
    const options = { temperature: 0.7, maxTokens: 12, seed: 3 };
    const textsAt = async (baseUrl: string): Promise<readonly string[]> => {
      const model = createCompletionsModel({ model: 'hash-lm', endpoint: open(baseUrl) });
      return (await model.generate(prompts, options)).map(({ text }) => text);
    };
    expect(await textsAt(faulty.baseUrl)).toEqual(await textsAt(calm.baseUrl));
    expect((await faulty.statistics()).faults).toBeGreaterThan(20);
  }, 30_000);

  it('keeps as many requests under way as it may, and no more', async () => {
    await using server = await startHashLm({ latencyInMs: 5 });
    const endpoint = open(server.baseUrl, { concurrency: 24 });
    await createCompletionsModel({ model: 'hash-lm', endpoint }).generate(prompts);
    const statistics = await server.statistics();
    expect(statistics.requests).toBe(200);
    // How many of them the server has at one instant is up to the machine; more than this is not.
    expect(statistics.peak_concurrency).toBeLessThanOrEqual(24);
  });

  it('tells a wrong key and a prompt that is too long', async () => {
    await using server = await startHashLm({
      flags: ['--api-key', 'right', '--max-context', '8'],
    });
    const wrong = open(server.baseUrl, { apiKey: 'wrong-key', concurrency: 1 });
    const asked = createCompletionsModel({ model: 'hash-lm', endpoint: wrong }).generate(prompts);
    await expect(asked).rejects.toThrow(expect.objectContaining({ code: 'authentication' }));
    expect((await server.statistics()).refused).toBe(1);
    const right = open(server.baseUrl, { apiKey: 'right' });
    const model = createCompletionsModel({ model: 'hash-lm', endpoint: right });
    const prompt = 'one two three four five six';
    await expect(model.generate([{ prompt }], { maxTokens: 5 })).rejects.toThrow(
      expect.objectContaining({ code: 'context-length' }),
    );
  });

  it('a probe tells what each kind of it can do', async () => {
    await using full = await startHashLm();
    await using hosted = await startHashLm({ flags: ['--no-echo'] });
    const [all, less] = await Promise.all(
      [full, hosted].map(({ baseUrl }) =>
        probeModel(createCompletionsModel({ model: 'hash-lm', endpoint: open(baseUrl) })),
      ),
    );
    // Its vocabulary has 94 tokens.
    expect(all?.capabilities).toMatchObject({ scoresText: true, maxTopTokens: 94, seeds: true });
    expect(less?.capabilities).toMatchObject({ scoresText: false, maxTopTokens: 94 });
    const chat = await probeModel(
      createChatModel({ model: 'hash-lm', endpoint: open(full.baseUrl) }),
    );
    expect(chat.capabilities).toMatchObject({ scoresText: false, maxTopTokens: 20, seeds: true });
  });
});
