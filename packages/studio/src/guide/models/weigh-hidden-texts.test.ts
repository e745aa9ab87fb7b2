import { createDataset } from '@dln/datasets';
import type { LanguageModel } from '@dln/llm';
import { composeRun, resolveSettings } from '@dln/run';
import { beforeAll, expect, it } from 'vitest';
import type { InferenceContext } from '@dln/vi';
import type { Parameters } from '../session/records.ts';
import { chooseHiddenTexts, type WeighableInput } from './weigh-hidden-texts.ts';

/**
 * A model that gives every token of a text the same log-probability: one nat more after the thought
 * `likely`.
 */
const model: LanguageModel = {
  id: 'thoughts',
  capabilities: { scoresText: true, maxTopTokens: 0, seeds: false },
  countTokens: (text) => text.length,
  generate: async () => {
    throw new Error('nothing is written');
  },
  scoreText: async (requests) =>
    requests.map(({ context }) => ({
      logProbabilities: [JSON.stringify(context).includes('likely') ? -1 : -2],
      usage: { promptTokens: 1, completionTokens: 0 },
    })),
};

const parameters: Parameters = [
  { instruction: 'Think.', demonstrations: [] },
  { instruction: 'Answer.', demonstrations: [] },
];

const rated: WeighableInput = {
  input: 'question',
  output: {
    candidate: 'x',
    input: 0,
    output: 'answer',
    hiddenTexts: ['plain'],
    loss: null,
    failure: null,
  },
  target: 'answer',
  loss: 0,
  hiddenTexts: [['plain', 'likely']],
};

let context: InferenceContext;
beforeAll(async () => {
  const examples = [{ input: 'question', target: '' }];
  const run = await composeRun(
    resolveSettings({ layers: 2, batchSize: 1 }),
    new AbortController().signal,
    {
      models: { forward: model },
      dataset: createDataset({
        name: 'inputs',
        seed: 1,
        instruction: 'Answer.',
        classes: 'none',
        examples: { train: examples, dev: examples, test: examples },
      }),
    },
  );
  context = run.context;
});

const choose = async (strength: number, text?: string, verdict: 'good' | 'bad' = 'good') => {
  const ratings =
    text === undefined ? [] : [{ input: 'question', layer: 0, text, verdict } as const];
  const [layer] = await chooseHiddenTexts(context, parameters, [rated], { ratings, strength });
  return layer?.[0];
};

it('chooses the hidden text that explains the target best', async () => {
  expect(await choose(2)).toBe('likely');
});

it('adds the strength of a rating to the log posterior weight', async () => {
  expect(await choose(5, 'plain')).toBe('plain');
  expect(await choose(5, 'likely', 'bad')).toBe('plain');
  expect(await choose(0.1, 'plain')).toBe('likely');
});

it('counts a rating for its own text, layer and input alone', async () => {
  expect(await choose(5, 'another')).toBe('likely');
  const ratings = [{ input: 'other', layer: 0, text: 'plain', verdict: 'good' } as const];
  const [layer] = await chooseHiddenTexts(context, parameters, [rated], { ratings, strength: 5 });
  expect(layer).toEqual(['likely']);
});
