import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createChatModel, createCompletionsModel, type LanguageModel } from '../index.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import type { TestServer } from '../testing/start-test-server.fixture.ts';
import { startTinyLanguageServer } from '../testing/tiny-language-server.fixture.ts';
import type { CheckContext, ConformanceCheck } from './conformance-check.ts';
import { createConformanceChecks } from './create-conformance-checks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTinyLanguageServer({ maxTop: 20, promptLogProbabilities: true });
});
afterAll(() => server[Symbol.asyncDispose]());

const completions = (): LanguageModel =>
  createCompletionsModel({
    model: 'tiny',
    baseUrl: server.baseUrl,
    apiKey: 'EMPTY',
    capabilities: { maxTopTokens: 20 },
  });

const models: Readonly<Record<string, () => LanguageModel>> = {
  'a completions model': () => completions(),
  'a chat model': () =>
    createChatModel({ model: 'tiny', baseUrl: server.baseUrl, apiKey: 'EMPTY' }),
};

describe.each(Object.entries(models))('%s', (_, createModel) => {
  for (const { name, run } of createConformanceChecks()) {
    it(name, (test) => run(createModel(), test));
  }
});

describe('the checks themselves', () => {
  const checkNamed = (start: string): ConformanceCheck => {
    const found = createConformanceChecks().find(({ name }) => name.startsWith(start));
    if (found === undefined) throw new Error(`no check begins with ${start}`);
    return found;
  };
  const noSkip: CheckContext = {
    skip: (reason) => {
      throw new Error(`skipped: ${reason}`);
    },
  };

  it('are skipped with the reason if they do not apply', async () => {
    const reasons: string[] = [];
    const model = createFakeModel({ capabilities: { seeds: false } });
    const test: CheckContext = { skip: (reason) => void reasons.push(reason) };
    for (const { run } of createConformanceChecks()) await run(model, test);
    expect(reasons).toEqual([
      'the reply is too short to stop in',
      'no reply has tokens with log-probabilities',
      'the model does not support seeds',
      'the model has no streamText',
      ...Array.from({ length: 4 }, () => 'the model has no scoreText'),
      ...Array.from({ length: 3 }, () => 'the model has no nextToken'),
      'the model has no scoreText',
    ]);
  });

  it('reject a model that promises a call it does not have', async () => {
    const liar = createFakeModel({ capabilities: { scoresText: true } });
    await expect(checkNamed('has the calls').run(liar, noSkip)).rejects.toThrow();
  });

  it('reject replies that depend on the order of the requests', async () => {
    let count = 0;
    const moody = createFakeModel({ generate: () => String(count++) });
    await expect(checkNamed('answers in the order').run(moody, noSkip)).rejects.toThrow();
  });

  it('reject scores that do not add up', async () => {
    const careless = createFakeModel({ scoreText: -1 });
    await expect(checkNamed('scores a text as the sum').run(careless, noSkip)).rejects.toThrow(
      /within/,
    );
  });

  it('reject next tokens that are not best first', async () => {
    const top = [
      { token: 'a', logProbability: -2 },
      { token: 'b', logProbability: -1 },
    ];
    const unsorted = createFakeModel({ nextToken: { top } });
    await expect(checkNamed('gives the next tokens').run(unsorted, noSkip)).rejects.toThrow();
  });

  it('reject a model that goes on when its signal is aborted', async () => {
    const model = createFakeModel({ generate: 'a' });
    const stubborn = { ...model, generate: () => model.generate([]) };
    await expect(checkNamed('ends every call').run(stubborn, noSkip)).rejects.toThrow();
  });
});
