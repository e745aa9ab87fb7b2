import type { LanguageModel } from '@dln/llm';
import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import type { InferenceContext } from './inference-context.ts';
import {
  inputs,
  logProbability,
  mostLikely,
  prompts,
  smallWorld,
  targets,
  words,
} from '../training/small-world.fixture.ts';
import { step } from './step.ts';

async function stepFrom(
  context: InferenceContext,
  start: readonly string[],
): ReturnType<typeof step> {
  return step({
    state: { step: 0, parameters: start.map(instructionOnly), random: new RandomState(3).state() },
    batch: { inputs, targets },
    context,
    memory: [],
    wrongTextPenalty: 0,
  });
}

/** The prompt of the largest summed figure; summation by hand, none of the product's code. */
function best(figure: (prompt: string) => number): string {
  return prompts.reduce((winner, prompt) => (figure(prompt) > figure(winner) ? prompt : winner));
}

/** q(word) ∝ exp(logit(word)) */
function normalized(logit: (word: string) => number): Record<string, number> {
  const total = words.reduce((sum, word) => sum + Math.exp(logit(word)), 0);
  return Object.fromEntries(words.map((word) => [word, Math.exp(logit(word)) / total]));
}

function largest(distribution: Record<string, number>): string {
  return words.reduce((a, b) => ((distribution[b] ?? 0) > (distribution[a] ?? 0) ? b : a));
}

describe('a step in a world that can be summed', () => {
  it.each(prompts)(
    'of one layer picks the prompt of the largest likelihood, from %s',
    async (start) => {
      const { state } = await stepFrom(smallWorld(1), [start]);
      const exact = best((prompt) =>
        inputs.reduce((sum, x, i) => sum + logProbability(0, prompt, x, targets[i] ?? ''), 0),
      );
      expect(instructionsOf(state.parameters)).toEqual([exact]);
    },
  );

  it.each(prompts)('of two layers picks what the exact posterior picks, from %s', async (start) => {
    const lower = start;
    const upper = 'p2';
    const { state, info } = await stepFrom(smallWorld(2), [lower, upper]);
    const posterior = inputs.map((x, i) =>
      normalized(
        (h) => logProbability(0, lower, x, h) + logProbability(1, upper, h, targets[i] ?? ''),
      ),
    );
    const expected = (term: (i: number, h: string) => number): number =>
      inputs.reduce(
        (sum, _, i) => sum + words.reduce((s, h) => s + (posterior[i]?.[h] ?? 0) * term(i, h), 0),
        0,
      );
    expect(instructionsOf(state.parameters)).toEqual([
      best((prompt) => expected((i, h) => logProbability(0, prompt, inputs[i] ?? '', h))),
      best((prompt) => expected((i, h) => logProbability(1, prompt, h, targets[i] ?? ''))),
    ]);
    const score =
      expected((i, h) =>
        logProbability(0, instructionsOf(state.parameters)[0] ?? '', inputs[i] ?? '', h),
      ) +
      expected((i, h) =>
        logProbability(1, instructionsOf(state.parameters)[1] ?? '', h, targets[i] ?? ''),
      );
    expect(info.score).toBeCloseTo(score / inputs.length, 9);
  });

  it.each(prompts)(
    'of three layers picks what summing algorithm 3 picks, from %s',
    async (start) => {
      const now = ['p1', start, 'p3'] as const;
      const { state } = await stepFrom(smallWorld(3), now);
      const written = inputs.map((x) => mostLikely(0, now[0], x));
      const upper = inputs.map((_, i) =>
        normalized(
          (h) =>
            logProbability(1, now[1], written[i] ?? '', h) +
            logProbability(2, now[2], h, targets[i] ?? ''),
        ),
      );
      const lower = inputs.map((x, i) =>
        normalized(
          (h) =>
            logProbability(0, now[0], x, h) + logProbability(1, now[1], h, largest(upper[i] ?? {})),
        ),
      );
      const sum = (term: (i: number) => number): number =>
        inputs.reduce((total, _, i) => total + term(i), 0);
      const over = (q: Record<string, number> | undefined, term: (h: string) => number): number =>
        words.reduce((total, h) => total + (q?.[h] ?? 0) * term(h), 0);
      expect(instructionsOf(state.parameters)).toEqual([
        best((p) => sum((i) => over(lower[i], (h) => logProbability(0, p, inputs[i] ?? '', h)))),
        best((p) =>
          sum((i) =>
            over(lower[i], (below) => over(upper[i], (h) => logProbability(1, p, below, h))),
          ),
        ),
        best((p) => sum((i) => over(upper[i], (h) => logProbability(2, p, h, targets[i] ?? '')))),
      ]);
    },
  );

  it('leaves a layer alone that is not trained', async () => {
    const { state, info } = await stepFrom(smallWorld(2, { trainedLayers: [true, false] }), [
      'p0',
      'p2',
    ]);
    expect(instructionsOf(state.parameters)[1]).toBe('p2');
    expect(info.layers[1]).toEqual({ score: null });
  });

  it('asks nothing more where every answer is right', async () => {
    const context = smallWorld(1);
    const right = inputs.map((x) => mostLikely(0, 'p0', x));
    const { state, info } = await step({
      state: {
        step: 0,
        parameters: ['p0'].map(instructionOnly),
        random: new RandomState(3).state(),
      },
      batch: { inputs, targets: right },
      context,
      memory: [],
      wrongTextPenalty: 0,
    });
    expect(info).toMatchObject({ isErrorFree: true, accuracy: 1, score: null });
    expect(instructionsOf(state.parameters)).toEqual(['p0']);
  });

  it('does not change the state that it was given', async () => {
    const context = smallWorld(2);
    const random = new RandomState(3).state();
    const state = Object.freeze({
      step: 0,
      parameters: Object.freeze(['p0', 'p1'].map(instructionOnly)),
      random,
    });
    const before = JSON.stringify(state);
    await step({ state, batch: { inputs, targets }, context, memory: [], wrongTextPenalty: 0 });
    expect(JSON.stringify(state)).toBe(before);
  });

  it('stays finite if a text is impossible', async () => {
    const context = smallWorld(2);
    const impossible: LanguageModel = {
      ...context.models.score,
      scoreText: async (requests) =>
        requests.map(() => ({
          logProbabilities: [-Infinity],
          usage: { promptTokens: 1, completionTokens: 1 },
        })),
    };
    const { state, info } = await stepFrom(
      { ...context, models: { ...context.models, score: impossible } },
      ['p0', 'p2'],
    );
    expect(instructionsOf(state.parameters)).toEqual(['p0', 'p2']);
    expect(info.layers.every(({ score }) => !Number.isNaN(score))).toBe(true);
  });
});
