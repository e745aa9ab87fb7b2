import { expect, it } from 'vitest';

import { createCompletionsModel } from '../backends/create-completions-model.ts';
import { createBudget } from '../budget/create-budget.ts';
import { createEndpoint } from '../endpoint/create-endpoint.ts';
import { sendJson, startTestServer } from '../testing/start-test-server.fixture.ts';
import { credibleUsage } from './credible-usage.ts';

const texts = { prompt: 'a'.repeat(160), text: 'b'.repeat(80) };

it.each([
  { promptTokens: 10, completionTokens: 5 },
  { promptTokens: 1e6, completionTokens: 1e6 },
])('keeps counts that the texts allow (%#)', (reported) => {
  expect(credibleUsage(reported, texts)).toEqual(reported);
});

it.each([
  { promptTokens: -100, completionTokens: -100 },
  { promptTokens: 0, completionTokens: 0 },
  { promptTokens: 9, completionTokens: 4 },
  { promptTokens: 10.5, completionTokens: 5.5 },
  { promptTokens: Infinity, completionTokens: Number.NaN },
  { promptTokens: 1e300, completionTokens: 1e300 },
  { promptTokens: null, completionTokens: undefined },
  {},
])('estimates counts that cannot be true (%#)', (reported) => {
  expect(credibleUsage(reported, texts)).toEqual({
    promptTokens: 40,
    completionTokens: 20,
    estimated: true,
  });
});

it('does not count an echoed prompt as written, whatever marks the server puts before it', () => {
  const reported = { promptTokens: 12, completionTokens: 1 };
  const echo = { prompt: texts.prompt, text: `<s> ${texts.prompt} x`, isEcho: true };
  expect(credibleUsage(reported, echo)).toEqual(reported);
});

it('never takes more tokens for cached than the prompt has', () => {
  expect(credibleUsage({ promptTokens: 10, completionTokens: 5, cachedTokens: 99 }, texts)).toEqual(
    { promptTokens: 10, completionTokens: 5, cachedTokens: 10 },
  );
  expect(
    credibleUsage({ promptTokens: 10, completionTokens: 5, cachedTokens: -99 }, texts),
  ).toEqual({ promptTokens: 10, completionTokens: 5 });
});

it.each([-1000, 0])(
  'keeps a cap of tokens at a server that reports %i tokens for each reply (issue 14.1)',
  async (reported) => {
    await using server = await startTestServer((_, response) => {
      sendJson(response, {
        choices: [{ index: 0, text: 'word '.repeat(40), finish_reason: 'stop' }],
        usage: { prompt_tokens: reported, completion_tokens: reported },
      });
    });
    const budget = createBudget({ tokens: 5000 });
    const endpoint = createEndpoint({ apiKey: 'EMPTY', baseUrl: server.baseUrl, budget });
    const model = createCompletionsModel({ model: 'm', endpoint });
    const request = { prompt: 'Write forty words. '.repeat(10) };
    const ask = async (): Promise<number> => {
      for (let asked = 0; asked < 200; asked++) {
        const [reply] = await model.generate([request], { maxTokens: 50 });
        expect(reply?.usage.estimated).toBe(true);
      }
      return 200;
    };
    await expect(ask()).rejects.toThrow('cap');
    // Each takes 98 tokens by the estimate.
    expect(server.received.length).toBeLessThan(55);
    expect(budget.spent.promptTokens + budget.spent.completionTokens).toBeLessThanOrEqual(5000);
  },
);
