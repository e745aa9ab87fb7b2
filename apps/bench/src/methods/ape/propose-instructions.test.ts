import { createFakeModel } from '@dln/llm/testing';
import { createTemplate } from '@dln/templates';
import { createStrategies, type TrainOptions } from '@dln/vi';
import { expect, it } from 'vitest';
import { proposeInstructions } from './propose-instructions.ts';

/** What proposing reads of a run. */
function createRun(replies: readonly string[], cutReply: string): TrainOptions {
  const model = createFakeModel({ generate: replies });
  const backward: typeof model = {
    ...model,
    generate: async (requests, options) =>
      (await model.generate(requests, options)).map((reply) =>
        reply.text === cutReply ? { ...reply, finishReason: 'length' } : reply,
      ),
  };
  const run = {
    context: {
      models: { backward },
      templates: {
        prompt: createTemplate({ name: 't', version: '1.0', source: 'test', text: 'propose' }),
        form: { promptsPerReply: 1, parse: (text: string) => [text], wholePart: () => '' },
      },
      settings: { backwardTemperature: 0.7, backwardMaxTokens: 10 },
      strategies: createStrategies('standard', 1).inference,
    },
    dataset: { examples: () => [{ input: 'a', target: 'b' }] },
  };
  return run as unknown as TrainOptions;
}

it('names instructions that are cut, empty or unfinished reasoning, and leaves them out', async () => {
  const run = createRun(['Count.', 'Count and then', ' ', '<think>hm'], 'Count and then');
  const { instructions, failures, requests } = await proposeInstructions(run, {
    count: 4,
    seed: 1,
  });
  expect(instructions).toEqual(['Count.']);
  expect(requests).toBe(4);
  expect(failures.map(({ request, failure, isKept }) => [request, failure.kind, isKept])).toEqual([
    [1, 'cut-by-length', false],
    [2, 'empty', false],
    [3, 'unfinished-thinking', false],
  ]);
});
