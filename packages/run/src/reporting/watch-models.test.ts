import type { LanguageModel } from '@dln/llm';
import type { InferenceContext } from '@dln/vi';
import { expect, it } from 'vitest';
import { watchContext, type PhaseProgress } from './watch-models.ts';

const usage = { promptTokens: 1, completionTokens: 1 };

const model: LanguageModel = {
  id: 'm',
  capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
  countTokens: () => 1,
  generate: async (requests, { onResult } = {}) => {
    const results = requests.map(() => ({ text: 'x', finishReason: 'stop' as const, usage }));
    for (const [index, result] of results.entries()) onResult?.(result, index);
    return results;
  },
  scoreText: async () => {
    throw new Error('down');
  },
};

function watch(): { context: InferenceContext; last: () => readonly PhaseProgress[] | undefined } {
  let last: readonly PhaseProgress[] | undefined;
  // Only the models are looked at.
  const context = { models: { forward: model, backward: model, score: model } } as InferenceContext;
  const watched = watchContext(context, (phases) => {
    last = phases;
  });
  return { context: watched, last: () => last };
}

it('counts questions by the phase in which they are put, and begins again with each step', async () => {
  const { context, last } = watch();
  const { forward, score } = context.models;
  context.onPhase?.('forward');
  await forward.generate([{ prompt: 'a' }, { prompt: 'b' }]);
  context.onPhase?.('scoring');
  await expect(score.scoreText?.([{ context: 'a', continuation: 'b' }])).rejects.toThrow('down');
  expect(last()).toEqual([
    { phase: 'forward', done: 2, total: 2 },
    { phase: 'scoring', done: 1, total: 1 },
  ]);
  context.onPhase?.('validation');
  await forward.generate([{ prompt: 'a' }]);
  expect(last()).toEqual([{ phase: 'validation', done: 1, total: 1 }]);
});

it('passes on each result, and keeps models that are the same the same', async () => {
  const { forward, score } = watch().context.models;
  expect(forward).toBe(score);
  const heard: number[] = [];
  await forward.generate([{ prompt: 'a' }, { prompt: 'b' }], {
    onResult: (_, index) => heard.push(index),
  });
  expect(heard).toEqual([0, 1]);
});
