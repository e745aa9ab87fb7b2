import { type LanguageModel, promptText, type Usage } from '@dln/llm';
import type { Template, TemplateVariables } from '@dln/templates';
import { expect, it } from 'vitest';
import type { Layer, Layers } from '../layers/layer.ts';
import { renderLayer } from '../layers/render-layer.ts';
import type { ClassScores, ClassScoring, ScoreClassesOptions } from '../scoring/class-scores.ts';
import { createCountingAccount } from './counting-account.ts';
import { makeUpText } from './made-up-text.ts';
import { createPromptReferences } from './prompt-references.ts';
import { scoreSharedPrompts } from './score-shared-prompts.ts';

const template: Template = {
  name: 'plain',
  version: '1.0',
  source: 'score-shared-prompts.test.ts',
  text: '',
  variables: ['prompt', 'input'],
  render: ({ prompt, input }: TemplateVariables) => `${String(prompt)}: ${String(input)}`,
};
const layer: Layer = { template, writesClasses: true, maxTokens: 4 };

/** A model whose questions take 10 tokens, and nothing if they were asked before. */
function rememberingModel(asked: string[]): LanguageModel {
  const known = new Set<string>();
  const answer = (text: string): { text: string; finishReason: 'stop'; usage: Usage } => {
    asked.push(text);
    const usage = known.has(text)
      ? { promptTokens: 0, completionTokens: 0, requests: 0 }
      : { promptTokens: 10, completionTokens: 1 };
    known.add(text);
    return { text: 'a', finishReason: 'stop', usage };
  };
  return {
    id: 'remembering',
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: false },
    countTokens: () => 1,
    generate: async (requests) => requests.map(({ prompt }) => answer(promptText(prompt))),
  };
}

function world() {
  const asked: string[] = [];
  const account = createCountingAccount();
  const references = createPromptReferences([layer] as Layers);
  const model = rememberingModel(asked);
  const scoring: ClassScoring = Object.assign(
    async (contexts: readonly string[], { calls }: ScoreClassesOptions) => {
      await calls.model.generate(contexts.map((prompt) => ({ prompt })));
      return contexts.map((context): ClassScores => ({
        logProbabilities: [-context.length],
        method: 'whole-class',
        strategy: context,
      }));
    },
    { plan: () => 'a plan' },
  );
  const shared = scoreSharedPrompts(scoring, {
    references,
    countWith: (_, multiplicity) => account.count(model, () => 'class scores', multiplicity),
  });
  const score = async (...contexts: readonly string[]) =>
    shared(contexts, { calls: { model }, verbalizers: [['a']], aggregate: 'sum' });
  const render = (instruction: string, input: string): string =>
    renderLayer(references.layers[0], { instruction, demonstrations: [] }, input);
  return { asked, score, render, shared, total: () => account.costs().total };
}

it('asks once for all prompts that differ in made-up texts only, and counts them all', async () => {
  const { asked, score, render, total } = world();
  const made = [1, 2, 3].map((number) => render(makeUpText(60, number), 'x'));
  const scores = await score(render('p', 'x'), ...made);
  expect(asked).toHaveLength(2);
  expect(total()).toMatchObject({
    requests: 4,
    remembered: 0,
    promptTokens: 40,
    completionTokens: 4,
  });
  expect(scores[1]).toBe(scores[3]);
  expect(scores[0]).not.toBe(scores[1]);
});

it('counts what was scored before as repeats, in the same call and in later ones', async () => {
  const { score, render, total } = world();
  const [one = '', two = ''] = [1, 2].map((number) => render(makeUpText(60, number), 'x'));
  await score(one, one);
  expect(total()).toMatchObject({ requests: 1, remembered: 1, promptTokens: 10 });
  await score(two, one);
  expect(total()).toMatchObject({ requests: 2, remembered: 2, promptTokens: 20 });
  await score(two, two);
  expect(total()).toMatchObject({ requests: 2, remembered: 4, promptTokens: 20 });
});

it('counts calls at the same time as one after the other', async () => {
  const { score, render, total } = world();
  const text = render('p', 'x');
  await Promise.all([score(text), score(text), score(text)]);
  expect(total()).toMatchObject({ requests: 1, remembered: 2, promptTokens: 10 });
});

it('asks about other texts one by one', async () => {
  const { asked, score, total } = world();
  await score('a', 'b');
  expect(asked).toEqual(['a', 'b']);
  expect(total()).toMatchObject({ requests: 2, remembered: 0 });
});

it('keeps the plan of the scoring', () => {
  const { shared } = world();
  expect(shared.plan(rememberingModel([]), 1)).toBe('a plan');
  expect(shared.problem).toBeUndefined();
});
