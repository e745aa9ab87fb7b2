import { expect, it } from 'vitest';
import { createBudget } from '../budget/create-budget.ts';
import { enforceBudget } from '../budget/enforce-budget.ts';
import type { GenerateRequest } from '../language-model.ts';
import { rememberReplies } from '../replies/remember-replies.ts';
import { createFakeModel } from '../testing/create-fake-model.ts';
import { numberRepetitions } from './number-repetitions.ts';
import { wrapModel } from './wrap-model.ts';

const sampled = { temperature: 1, seed: 3, maxTokens: 10 };
const asked: readonly GenerateRequest[] = ['a', 'b', 'a', 'a'].map((prompt) => ({ prompt }));
const usage = { promptTokens: 1, completionTokens: 1 };

it('numbers requests that share the seed of a call and a prompt, and no others', () => {
  expect(numberRepetitions({ requests: asked, options: sampled })).toEqual([
    { prompt: 'a' },
    { prompt: 'b' },
    { prompt: 'a', repetition: 1 },
    { prompt: 'a', repetition: 2 },
  ]);
  expect(numberRepetitions({ requests: asked, options: { seed: 3 } })).toBe(asked);
  expect(numberRepetitions({ requests: asked, options: { temperature: 1 } })).toBe(asked);
  const seeded = [{ prompt: 'a' }, { prompt: 'a', seed: 4 }];
  expect(numberRepetitions({ requests: seeded, options: sampled })).toEqual(seeded);
});

it('keeps samples apart in the parts that a budget sends', async () => {
  const model = createFakeModel({ generate: { text: 'yes', usage } });
  // A request holds 27 tokens, so that each is sent alone.
  const capped = wrapModel(model, enforceBudget(createBudget({ tokens: 40 })));
  await capped.generate(asked, sampled);
  expect(model.calls.map(({ requests }) => requests)).toEqual([
    [{ prompt: 'a' }],
    [{ prompt: 'b' }],
    [{ prompt: 'a', repetition: 1 }],
    [{ prompt: 'a', repetition: 2 }],
  ]);
});

it('keeps samples apart that are missing among stored replies', async () => {
  const store = new Map<string, string>();
  const own = {
    read: (key: string) => store.get(key),
    write: (key: string, value: string) => void store.set(key, value),
  };
  const model = createFakeModel({ generate: { text: 'yes', usage } });
  const remember = () => wrapModel(model, rememberReplies({ identity: 'model', own }));
  await remember().generate(asked.slice(0, 3), sampled);
  await remember().generate(asked, sampled);
  expect(model.calls.at(-1)?.requests).toEqual([{ prompt: 'a', repetition: 2 }]);
});
