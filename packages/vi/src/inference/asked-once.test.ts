import { describe, expect, it } from 'vitest';
import { promptText, requireScoreText, type ItemFailure, type LanguageModel } from '@dln/llm';
import { RandomState } from '@dln/random';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { answerExamples } from '../training/answer-examples.ts';
import { inputs, prompts, smallWorld, targets } from '../training/small-world.fixture.ts';
import { withoutAnswersTo } from './failing-model.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import { step, type StepResult } from './step.ts';

/** Counts what a model is asked, which remembers nothing. */
function counting(context: InferenceContext): {
  readonly context: InferenceContext;
  readonly asked: readonly string[];
} {
  const asked: string[] = [];
  const { forward } = context.models;
  const model: LanguageModel = {
    ...forward,
    generate: async (requests, options) => {
      asked.push(...requests.map(({ prompt }) => `write ${promptText(prompt)}`));
      return forward.generate(requests, options);
    },
    scoreText: async (requests, options) => {
      asked.push(...requests.map((one) => `score ${promptText(one.context)}${one.continuation}`));
      return requireScoreText(forward).scoreText(requests, options);
    },
  };
  return {
    asked,
    context: { ...context, models: { forward: model, backward: model, score: model } },
  };
}

const stepOf = async (context: InferenceContext): Promise<StepResult> =>
  step({
    state: {
      step: 0,
      parameters: context.layers.map(() => instructionOnly('p0')),
      random: new RandomState(3).state(),
    },
    batch: { inputs, targets },
    context,
    memory: [],
    wrongTextPenalty: 0.5,
  });

/** What does not fit is asked with fewer examples; what is filtered is not. */
const filtered: ItemFailure = { kind: 'content-filter', message: 'kept back' };

/** How often each question is asked in a step. */
async function countsOf(
  depth: number,
  fails: (text: string) => boolean,
): Promise<ReadonlyMap<string, number>> {
  const { context, asked } = counting(withoutAnswersTo(smallWorld(depth), fails, filtered));
  await stepOf(context);
  return new Map(
    [...Map.groupBy(asked, (text) => text)].map(([text, { length }]) => [text, length]),
  );
}

describe('a model without a memory', () => {
  it.each([
    ['an example of the forward pass', 2, '0#p0#x2'],
    ['a hidden text that cannot be weighed', 2, '1#p0#grey\nred'],
    ['a candidate on one example', 1, '0#p3#x4\ngreen'],
    ['a candidate on all examples', 1, '#p3#'],
    ['a proposal', 1, 'propose#p0'],
    ['a hidden text of three layers', 3, '2#p0#blue\nred'],
  ] as const)('is asked nothing more for the failure of %s', async (_, depth, text) => {
    const whole = await countsOf(depth, () => false);
    const failing = await countsOf(depth, (asked) => asked.includes(text));
    const more = [...failing].filter(([asked, count]) => count > (whole.get(asked) ?? 0));
    expect(more).toEqual([]);
  });

  it('answers every example of a split once', async () => {
    const failing = withoutAnswersTo(smallWorld(2), (text) => text === '0#p0#x2');
    const { context, asked } = counting(failing);
    const examples = await answerExamples(context, {
      parameters: ['p0', 'p1'].map(instructionOnly),
      batches: [{ inputs, targets, fewShots: inputs.map(() => []) }],
      step: 0,
      purpose: 'validation',
    });
    expect(examples.map(({ failure }) => failure?.kind)).toEqual(
      inputs.map((_, at) => (at === 2 ? 'context-overflow' : undefined)),
    );
    expect(asked).toHaveLength(2 * inputs.length - 1);
  });

  it('compares all candidates but the ones that fail', async () => {
    const { context } = counting(withoutAnswersTo(smallWorld(1), (text) => text.includes('#p3#')));
    const { info } = await stepOf(context);
    expect(
      info.layers[0]?.update?.candidates.map(({ parameters }) => parameters.instruction),
    ).toEqual(prompts.filter((prompt) => prompt !== 'p3'));
  });
});
