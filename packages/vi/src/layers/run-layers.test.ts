import { promptText } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import { mostLikely, smallWorld } from '../training/small-world.fixture.ts';
import { tableClasses, wordClasses } from '../training/table-step.fixture.ts';
import { instructionOnly } from './layer-parameters.ts';
import type { Layers } from './layer.ts';
import { runLayers, type RunLayersOptions } from './run-layers.ts';

function run(
  { layers, models, strategies }: InferenceContext,
  inputs: readonly string[],
  changes: Partial<RunLayersOptions> = {},
): ReturnType<typeof runLayers> {
  return runLayers({
    layers,
    parameters: layers.map((_, index) => instructionOnly(`p${index}`)),
    inputs,
    stripOptions: false,
    calls: { model: models.forward },
    scoreCalls: { model: models.score },
    classScoring: strategies.classScoring,
    temperature: 0,
    ...changes,
  });
}

describe('a network of texts', () => {
  it('passes what each layer wrote to the next one, and ends with the last text', async () => {
    const first = mostLikely(0, 'p0', 'x0');
    const second = mostLikely(1, 'p1', first);
    const third = mostLikely(2, 'p2', second);
    expect(await run(smallWorld(3), ['x0'])).toEqual([
      {
        layers: [
          { layerInput: 'x0', layerOutput: first },
          { layerInput: first, layerOutput: second },
          { layerInput: second, layerOutput: third },
        ],
        output: third,
      },
    ]);
  });

  it('answers inputs in their order', async () => {
    const passes = await run(smallWorld(1), ['x3', 'x1']);
    expect(passes.map(({ output }) => output)).toEqual(
      ['x3', 'x1'].map((x) => mostLikely(0, 'p0', x)),
    );
  });

  it('hides answer options from the first of several layers only', async () => {
    const input = 'x0\nOptions: a, b';
    const inputOf = async (depth: number, stripOptions: boolean): Promise<unknown> => {
      const [pass] = await run(smallWorld(depth), [input], { stripOptions });
      return pass?.layers?.[0]?.layerInput;
    };
    expect(await inputOf(2, true)).toBe('x0');
    expect(await inputOf(2, false)).toBe(input);
    expect(await inputOf(1, true)).toBe(input);
  });

  it('shows the whole input to layers above that read it', async () => {
    const context = smallWorld(2);
    const [first, second] = context.layers;
    if (!second) throw new Error('one layer');
    const residualTemplate = {
      ...second.template,
      render: ({ input, output }: Readonly<Record<string, unknown>>) =>
        `${String(input)}|${String(output)}`,
    };
    const layers: Layers = [first, { ...second, residualTemplate }];
    const [pass] = await run({ ...context, layers }, ['x0 Options: a'], { stripOptions: true });
    expect(pass?.layers?.[1]?.layerInput).toBe(`x0 Options: a|${mostLikely(0, 'p0', 'x0')}`);
  });

  it('names the layer that has no answer, and asks layers above about the others only', async () => {
    const context = withoutAnswersTo(smallWorld(2), (text) => text.startsWith('1#p1#red'));
    const inputs = ['x0', 'x1', 'x2', 'x3', 'x4', 'x5'];
    const outcomes = await run(context, inputs);
    for (const [at, x] of inputs.entries()) {
      const below = mostLikely(0, 'p0', x);
      const outcome = outcomes[at];
      if (below === 'red')
        expect(outcome).toMatchObject({ failure: { message: 'too long' }, layer: 1 });
      else expect(outcome?.output).toBe(mostLikely(1, 'p1', below));
    }
    const below = inputs.map((x) => mostLikely(0, 'p0', x));
    expect(new Set(below).has('red')).toBe(true);
    expect(new Set(below).size).toBeGreaterThan(1);
  });

  it('gives each layer the seeds of its place, by the order of the inputs', async () => {
    const seen: (readonly [string, number | undefined])[] = [];
    const context = smallWorld(2);
    const model: InferenceContext['models']['forward'] = {
      ...context.models.forward,
      generate: async (requests, options) => {
        seen.push(
          ...requests.map(({ prompt, seed }) => [promptText(prompt).slice(0, 1), seed] as const),
        );
        return context.models.forward.generate(requests, options);
      },
    };
    await run(context, ['x0', 'x1'], {
      calls: { model },
      seedsOf: (layer, count) => Array.from({ length: count }, (_, at) => 10 * layer + at),
    });
    expect(seen).toEqual([
      ['0', 0],
      ['0', 1],
      ['1', 10],
      ['1', 11],
    ]);
  });

  it('writes the texts of a layer with its own calls', async () => {
    const context = smallWorld(2);
    const model: InferenceContext['models']['forward'] = {
      ...context.models.forward,
      generate: async (requests) =>
        requests.map(() => ({
          text: 'own',
          finishReason: 'stop' as const,
          usage: { promptTokens: 1, completionTokens: 1 },
        })),
    };
    const [pass] = await run(context, ['x0'], {
      callsOf: (layer) => (layer === 1 ? { model } : undefined),
    });
    expect(pass?.layers?.map(({ layerOutput }) => layerOutput)).toEqual([
      mostLikely(0, 'p0', 'x0'),
      'own',
    ]);
  });
});

describe('a network whose last layer writes classes', () => {
  const context = (): InferenceContext => {
    const base = smallWorld(1);
    const layers: Layers = [{ ...base.layers[0], ...wordClasses, writesClasses: true }];
    return { ...base, layers };
  };

  const scoring = (changes: Partial<ClassScores>): ClassScoring =>
    Object.assign(
      async (contexts: readonly string[]) =>
        contexts.map(() => ({
          ...{ logProbabilities: [0.1, 0.2, 0.3, 0.4].map(Math.log), strategy: 'table' },
          method: 'whole-class' as const,
          ...changes,
        })),
      { plan: () => 'table' },
    );

  it('answers with the most likely class, its probabilities and its scores', async () => {
    const [pass] = await run(context(), ['x0'], { classScoring: scoring({}) });
    expect(pass?.output).toBe('grey');
    expect(pass?.classProbabilities?.map((value) => value.toFixed(6))).toEqual([
      '0.100000',
      '0.200000',
      '0.300000',
      '0.400000',
    ]);
    expect(pass?.classScores?.strategy).toBe('table');
  });

  it.each([
    ['a class is bounded', { floored: [false, true, false, false] }],
    ['no class was shown', { isUnanswered: true }],
    ['the classes are tied', { answer: null }],
  ] as const)('has no probabilities if %s', async (_, changes) => {
    const [pass] = await run(context(), ['x0'], { classScoring: scoring(changes) });
    expect(pass).toHaveProperty('classScores');
    expect(pass).not.toHaveProperty('classProbabilities');
  });

  it('has probabilities if classes were floored in vain', async () => {
    const classScoring = scoring({ floored: [false, false, false, false] });
    const [pass] = await run(context(), ['x0'], { classScoring });
    expect(pass).toHaveProperty('classProbabilities');
  });

  it('agrees with the table of the world', async () => {
    const passes = await run(context(), ['x0', 'x4'], { classScoring: tableClasses });
    expect(passes.map(({ output }) => output)).toEqual(
      ['x0', 'x4'].map((x) => mostLikely(0, 'p0', x)),
    );
  });
});
