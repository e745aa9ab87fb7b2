import { expect, it } from 'vitest';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { wrapModel } from '../middleware/wrap-model.ts';
import { enforceBudget } from './enforce-budget.ts';
import { createBudget } from './create-budget.ts';

const usage = { promptTokens: 3, completionTokens: 2 };
const prompts = (...texts: readonly string[]) => texts.map((prompt) => ({ prompt }));

it('sends as many requests of a call as the cap allows, and rejects with the next one', async () => {
  const model = createFakeModel({ generate: { text: 'yes', usage } });
  const budget = createBudget({ requests: 3 });
  const capped = wrapModel(model, enforceBudget(budget));
  const reported: number[] = [];
  const call = capped.generate(prompts('a', 'b', 'c', 'd'), {
    onResult: (_, index) => reported.push(index),
  });
  await expect(call).rejects.toThrow(/3/);
  expect(reported).toEqual([0, 1, 2]);
  expect(model.calls.map(({ requests }) => requests.length)).toEqual([3]);
  expect(budget.spent).toEqual({
    requests: 3,
    promptTokens: 9,
    completionTokens: 6,
    dollars: 0,
  });
});

it('sends a call in parts if the most that it can use does not fit at once', async () => {
  const model = createFakeModel({ generate: ({ prompt }) => ({ text: prompt, usage }) });
  // A request holds its bytes, 16 for the form of a chat, and the longest reply: 27 tokens.
  const capped = wrapModel(model, enforceBudget(createBudget({ tokens: 60 })));
  const replies = await capped.generate(prompts('a', 'b', 'c', 'd'), { maxTokens: 10 });
  expect(replies.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  expect(model.calls.map(({ requests }) => requests.length)).toEqual([2, 1, 1]);
});

it('counts scores and next tokens too, and money at the price of the model', async () => {
  const fake = createFakeModel({
    scoreText: { logProbabilities: [-1], usage },
    nextToken: { top: [{ token: 'a', logProbability: -1 }] },
  });
  const budget = createBudget({ dollars: 1 });
  const capped = wrapModel(
    { ...fake, price: { input: 1e6 / 100, output: 0 } },
    enforceBudget(budget),
  );
  await capped.scoreText?.([{ context: 'a', continuation: 'b' }]);
  expect(budget.spent.dollars).toBeCloseTo(0.03);
  await capped.nextToken?.(['a'], { top: 1 });
  expect(budget.spent.requests).toBe(2);
});

it('counts a call that failed as if it had cost the most', async () => {
  const model = createFakeModel({
    generate: () => {
      throw new Error('down');
    },
  });
  const budget = createBudget({ requests: 5 });
  await expect(wrapModel(model, enforceBudget(budget)).generate(prompts('a', 'b'))).rejects.toThrow(
    'down',
  );
  expect(budget.spent.requests).toBe(2);
  expect(budget.unanswered.requests).toBe(2);
});

it('counts nothing for what a model in this process did not answer', async () => {
  const model = createFakeModel({
    generate: ({ prompt }) => {
      if (prompt === 'c') throw new Error('stopped');
      return { text: 'yes', usage };
    },
  });
  const capabilities = { ...model.capabilities, textScoring: 'in-process' } as const;
  const budget = createBudget({ requests: 5 });
  const capped = wrapModel({ ...model, capabilities }, enforceBudget(budget));
  await capped.generate(prompts('a', 'b'));
  await expect(capped.generate(prompts('c', 'd'))).rejects.toThrow('stopped');
  expect(budget.spent.requests).toBe(2);
  expect(budget.unanswered.requests).toBe(0);
});

it('refuses a model without a price under a cap on money', async () => {
  const capped = wrapModel(
    createFakeModel({ generate: 'a' }),
    enforceBudget(createBudget({ dollars: 1 })),
  );
  await expect(capped.generate(prompts('a'), { maxTokens: 1 })).rejects.toThrow();
});
