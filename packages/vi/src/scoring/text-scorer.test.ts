import type { LanguageModel, ScoreTextRequest } from '@dln/llm';
import { expect, it } from 'vitest';
import {
  emptyTextLogProbability,
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

it('refuses a model that scores no texts', async () => {
  const scoreless = modelOf([]);
  const model = { ...scoreless, capabilities: { ...scoreless.capabilities, scoresText: false } };
  const options = { calls: { model }, scoring: separatorInContext, burnInRatio: 0 };
  await expect(scoreTexts([query], options)).rejects.toThrow(
    'fake: it cannot give the log-probability of a given text. Name a scoring model that can',
  );
});
