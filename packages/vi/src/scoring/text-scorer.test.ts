import type { LanguageModel, ScoreTextRequest } from '@dln/llm';
import { expect, it } from 'vitest';
import {
  emptyTextLogProbability,
  scoreEachText,
  scoreTexts,
  separatorInContext,
  separatorInTarget,
} from './text-scorer.ts';

function modelOf(
  logProbabilities: readonly number[],
): LanguageModel & { asked: ScoreTextRequest[] } {
  const asked: ScoreTextRequest[] = [];
  return {
    id: 'fake',
    asked,
    capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
    countTokens: () => 1,
    generate: async () => [],
    scoreText: async (requests) => {
      asked.push(...requests);
      return requests.map(() => ({
        logProbabilities,
        usage: { promptTokens: 1, completionTokens: 0 },
      }));
    },
  };
}

const query = { context: 'Q', target: 'a b' };

it('is the mean over the tokens that burn-in leaves', async () => {
  const model = modelOf([-9, -1, -2, -3]);
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0.25 };
  expect(await scoreTexts([query], options)).toEqual([-2]);
  expect(model.asked).toEqual([{ context: 'Q\n', continuation: 'a b' }]);
});

it('scores a target on the last line of its context with the blank before it', async () => {
  const model = modelOf([-1, -3]);
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0 };
  expect(await scoreTexts([{ ...query, separator: ' ' }], options)).toEqual([-2]);
  expect(model.asked).toEqual([{ context: 'Q', continuation: ' a b' }]);
});

it('counts the line break as part of the target under the reference', async () => {
  const model = modelOf([-1, -2]);
  const options = { calls: { model }, scoring: separatorInTarget, burnInRatio: 0 };
  expect((await scoreTexts([query], options))[0]).toBeCloseTo(-3 / 2.00001, 12);
  expect(model.asked).toEqual([{ context: 'Q', continuation: '\na b' }]);
});

it('gives an empty text a low score, not the best possible, and asks no model about it', async () => {
  const model = modelOf([-1]);
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0 };
  const empty = { context: 'Q', target: '' };
  expect(await scoreTexts([empty, query], options)).toEqual([emptyTextLogProbability, -1]);
  expect(model.asked).toEqual([{ context: 'Q\n', continuation: 'a b' }]);
});

it('gives an empty text on the last line of its context the same score', async () => {
  const model = modelOf([-1]);
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0 };
  const empty = { context: 'Q', target: '', separator: ' ' } as const;
  expect(await scoreTexts([empty], options)).toEqual([Math.log(1e-12)]);
  expect(model.asked).toEqual([]);
});

it('keeps the tokens that burn-in takes off only in part', async () => {
  const options = { calls: { model: modelOf([-9, -1, -2]) }, scoring: separatorInContext };
  expect(await scoreTexts([query], { ...options, burnInRatio: 0.3 })).toEqual([-4]);
  expect(await scoreTexts([query], { ...options, burnInRatio: 0.34 })).toEqual([-1.5]);
});

it('leaves a text without a token at 0 under the reference', () => {
  expect(separatorInTarget.normalize([])).toBeCloseTo(0, 12);
  expect(separatorInContext.normalize([])).toBe(emptyTextLogProbability);
});

it('puts the failure of a query in its place, and refuses a model that gives too few scores', async () => {
  const model = modelOf([-1]);
  const usage = { promptTokens: 1, completionTokens: 0 };
  const failure = { kind: 'context-overflow', message: 'too long' } as const;
  const partial: LanguageModel = {
    ...model,
    scoreText: async () => [
      { logProbabilities: [], usage, failure },
      { logProbabilities: [-2], usage },
    ],
  };
  const options = { scoring: separatorInContext, burnInRatio: 0 };
  expect(
    await scoreEachText([query, query], { ...options, calls: { model: partial } }),
  ).toMatchObject([{ failure }, { value: -2 }]);
  await expect(
    scoreEachText([query, query, query], { ...options, calls: { model: partial } }),
  ).rejects.toThrow('fewer scores than 3 requests');
});

it('refuses a model that scores no texts', async () => {
  const scoreless = modelOf([]);
  const model = { ...scoreless, capabilities: { ...scoreless.capabilities, scoresText: false } };
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0 };
  await expect(scoreTexts([query], options)).rejects.toThrow(
    'fake: it cannot give the log-probability of a given text. Name a scoring model that can',
  );
});
