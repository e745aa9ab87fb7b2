import type { LanguageModel, TextScoringMethod } from '@dln/llm';
import { expect, it } from 'vitest';
import {
  firstTokenOf,
  nextTokenOf,
  shareOf,
  textSource,
  tokenByTokenOf,
  wholeClassBy,
} from './strategy-names.ts';

const scoringBy = (textScoring?: TextScoringMethod): Pick<LanguageModel, 'capabilities'> => ({
  capabilities: {
    ...{ scoresText: true, maxTopTokens: 0, seeds: false },
    ...(textScoring === undefined ? {} : { textScoring }),
  },
});

it.each([
  ['echo', 'echo'],
  ['prompt-logprobs', 'prompt_logprobs'],
  ['in-process', 'the model in process'],
  [undefined, 'text scores'],
] as const)('a model that scores by %j is called %j', (method, name) => {
  expect(textSource(scoringBy(method))).toBe(name);
  expect(wholeClassBy(scoringBy(method))).toBe(`whole class by ${name}`);
});

it('names tell how many tokens or samples are looked at', () => {
  expect([nextTokenOf(5), tokenByTokenOf(5), firstTokenOf(5)]).toEqual([
    'next token, top 5',
    'token by token, top 5',
    'first token, top 5',
  ]);
  expect([shareOf(1), shareOf(2)]).toEqual(['share of 1 sample', 'share of 2 samples']);
});
