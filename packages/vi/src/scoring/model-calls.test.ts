import type { LanguageModel } from '@dln/llm';
import { expect, it } from 'vitest';
import { callOptions } from './model-calls.ts';

const model: LanguageModel = {
  id: 'fake',
  capabilities: { scoresText: false, maxTopTokens: 0, seeds: false },
  countTokens: () => 1,
  generate: async () => [],
};

it('asks for failures in place of answers, and passes on what ends the call', () => {
  expect(callOptions({ model })).toStrictEqual({ onFailure: 'return' });
  const { signal } = new AbortController();
  expect(callOptions({ model, signal })).toStrictEqual({ onFailure: 'return', signal });
});
