import { Dataset } from '@dln/datasets';
import { requireScoreText, type LanguageModel } from '@dln/llm';
import { RandomState } from '@dln/random';
import { instructionOnly, instructionsOf, keyOfNetwork } from '../layers/layer-parameters.ts';
import { withoutAnswersTo } from '../inference/failing-model.fixture.ts';
import { describe, expect, it } from 'vitest';
import { inputs, mostLikely, smallWorld, targets } from './small-world.fixture.ts';
import { createStrategies, type PresetName } from './presets.ts';
import type { TrainEvent } from './train-event.ts';
import { train } from './train.ts';
import type { TrainOptions, TrainResult } from './train-options.ts';
import type { TrainingSettings } from './training-settings.ts';

const settings: TrainingSettings = {
  iterations: 3,
  batchSize: 4,
  balanceBatches: false,
  validationFrequency: 2,
  validatesFirst: false,
  tolerance: -1,
  memorySize: 0,
  wrongTextPenalty: 0,
  decaysPenalty: true,
  stopsWhenPerfect: true,
  testsInitialPrompts: false,
  isZeroShot: false,
  isCostOnly: false,
  fewShots: 0,
  boundSamples: 0,
  boundExamples: 20,
};

const examples = inputs.map((input, index) => ({ input, target: targets[index] ?? '' }));

function options(
  depth: number,
  changes: Partial<TrainingSettings> = {},
  preset: PresetName = 'standard',
): TrainOptions {
  const context = smallWorld(depth);
  const { inference, ...strategies } = createStrategies(preset, 1);
  return {
    context: { ...context, strategies: inference },
    strategies,
    settings: { ...settings, ...changes },
    dataset: new Dataset({
      name: 'small-world',
      splits: { train: examples, dev: examples, test: examples },
      seed: 1,
    }),
    parameters: Array.from({ length: depth }, () => instructionOnly('p0')),
    samplerSeed: 1,
  };
}

async function run(
  given: TrainOptions,
): Promise<{ readonly events: readonly TrainEvent[]; readonly result: TrainResult }> {
  const events: TrainEvent[] = [];
  const training = train(given);
  for (;;) {
    const next = await training.next();
    if (next.done) return { events, result: next.value };
    events.push(next.value);
  }
}

const iterationsOf = (events: readonly TrainEvent[], type: TrainEvent['type']): number[] =>
  events.filter((event) => event.type === type).map(({ iteration }) => iteration);

describe('train', () => {
  it('validates first and last prompts whatever the frequency', async () => {
    const { events } = await run(options(2));
    expect(iterationsOf(events, 'validated')).toEqual([0, 2, 3]);
    expect(iterationsOf(events, 'stepped')).toEqual([0, 1, 2]);
    expect(events.at(-1)?.type).toBe('tested');
  });

  it('leaves first and last prompts unvalidated under the reference, as the reference does', async () => {
    const { events } = await run(options(2, {}, 'reference'));
    expect(iterationsOf(events, 'validated')).toEqual([2]);
  });

  it('tests the best validated prompts, not the last ones', async () => {
    const { events, result } = await run(options(2, { iterations: 5, validationFrequency: 1 }));
    const validated = events.filter((event) => event.type === 'validated');
    const best = Math.max(...validated.map(({ devAccuracy }) => devAccuracy));
    expect(result.devAccuracy).toBe(best);
    expect(result.parameters).toEqual(
      validated.find(({ devAccuracy }) => devAccuracy === best)?.parameters,
    );
  });

  it('puts the best prompts back when patience is at its end', async () => {
    const { events } = await run(
      options(3, { iterations: 8, batchSize: 2, validationFrequency: 1, tolerance: 1 }),
    );
    const restored = events.filter((event) => event.type === 'restored');
    expect(restored.length).toBeGreaterThan(0);
    for (const { iteration, parameters } of restored) {
      const before = events.filter(
        (event) => event.type === 'validated' && event.isBest && event.iteration < iteration,
      );
      expect(before.at(-1)).toMatchObject({ parameters });
    }
  });

  it('does not put back prompts that are still there', async () => {
    const { events } = await run(
      options(2, { iterations: 5, validationFrequency: 1, tolerance: 1 }),
    );
    const validated = events.filter((event) => event.type === 'validated');
    expect(validated.some(({ isBest }) => !isBest)).toBe(true);
    expect(new Set(validated.map(({ parameters }) => keyOfNetwork(parameters))).size === 1).toBe(
      true,
    );
    expect(iterationsOf(events, 'restored')).toEqual([]);
  });

  it('gives the same events for the same seeds', async () => {
    expect(await run(options(3))).toEqual(await run(options(3)));
  });

  it('ends before the first step if nothing is to be trained', async () => {
    const { events, result } = await run(options(1, { isZeroShot: true }));
    expect(iterationsOf(events, 'stepped')).toEqual([]);
    expect(instructionsOf(result.parameters)).toEqual(['p0']);
  });

  it('leaves a batch without errors out of the running score', async () => {
    const given = options(1, { iterations: 1, stopsWhenPerfect: false });
    const right = examples.map(({ input }) => ({ input, target: mostLikely(0, 'p0', input) }));
    const dataset = new Dataset({
      name: 'small-world',
      splits: { train: right, dev: right, test: right },
      seed: 1,
    });
    const { events } = await run({ ...given, dataset });
    expect(events.find(({ type }) => type === 'stepped')).toMatchObject({
      runningScore: null,
      runningAccuracy: 1,
      info: { isErrorFree: true, score: null },
    });
  });

  it('stops when the dev accuracy is perfect, and tests then', async () => {
    const given = options(1, { iterations: 3, validationFrequency: 1 });
    const right = examples.map(({ input }) => ({ input, target: mostLikely(0, 'p0', input) }));
    const splits = { train: examples, dev: right, test: examples };
    const dataset = (): Dataset => new Dataset({ name: 'small-world', splits, seed: 1 });
    const stopped = await run({ ...given, dataset: dataset() });
    expect(stopped.events.map(({ type }) => type)).toEqual([
      'validated',
      'iteration',
      'stopped-early',
      'tested',
    ]);
    expect(stopped.events[2]).toEqual({ type: 'stopped-early', iteration: 0, devAccuracy: 1 });
    const settings = { ...given.settings, stopsWhenPerfect: false };
    const { events } = await run({ ...given, settings, dataset: dataset() });
    expect(iterationsOf(events, 'stepped')).toEqual([0, 1, 2]);
    expect(iterationsOf(events, 'stopped-early')).toEqual([]);
  });

  it('tests the initial prompts on the same examples, after training and before the best ones', async () => {
    const learnable = inputs.map((input) => ({ input, target: mostLikely(0, 'p2', input) }));
    const learn = (changes: Partial<TrainingSettings>): ReturnType<typeof run> => {
      const splits = { train: learnable, dev: learnable, test: learnable };
      const dataset = new Dataset({ name: 'small-world', splits, seed: 1 });
      return run({ ...options(1, { validationFrequency: 1, ...changes }), dataset });
    };
    const without = await learn({});
    const { events, result } = await learn({ testsInitialPrompts: true });
    expect([instructionsOf(result.parameters), result.testAccuracy]).toEqual([['p2'], 1]);
    expect(events.filter(({ type }) => type !== 'baseline')).toEqual(without.events);
    expect(events.at(-2)).toMatchObject({ type: 'baseline', parameters: [instructionOnly('p0')] });
    const initial = await learn({ isZeroShot: true });
    expect(initial.result.testAccuracy).toBeLessThan(1);
    expect(result.baselineAccuracy).toBe(initial.result.testAccuracy);
    expect(without.result.baselineAccuracy).toBeNull();
  });

  it('asks nothing twice if the initial prompts are the best', async () => {
    const requests = async (changes: Partial<TrainingSettings>): Promise<number> => {
      const given = options(2, { iterations: 2, validationFrequency: 1, ...changes });
      const { forward } = given.context.models;
      let count = 0;
      const counting: LanguageModel = {
        ...forward,
        generate: (asked, how) => {
          count += asked.length;
          return forward.generate(asked, how);
        },
      };
      const models = { ...given.context.models, forward: counting };
      const { result } = await run({ ...given, context: { ...given.context, models } });
      expect(instructionsOf(result.parameters)).toEqual(['p0', 'p0']);
      return count;
    };
    expect(await requests({ testsInitialPrompts: true })).toBe(await requests({}));
  });

  it('tests once if nothing is trained', async () => {
    const { events } = await run(options(1, { isZeroShot: true, testsInitialPrompts: true }));
    expect(events.map(({ type }) => type)).toEqual(['validated', 'iteration', 'tested']);
  });

  it('asks nothing where only the cost is wanted', async () => {
    const { result } = await run(options(1, { isCostOnly: true }));
    expect(result.testAccuracy).toBeNull();
  });

  it.each([
    ['a batch larger than the data', options(1, { batchSize: 7 }), '`batchSize: 7`'],
    ['few-shot examples above one layer', options(2, { fewShots: 2 }), '`nShots: 2` with 2 layers'],
    ['no iteration', options(1, { iterations: 0 }), '`iters: 0`'],
    ['a cost of two layers', options(2, { isCostOnly: true }), '`costOnly` with 2 layers'],
  ])('refuses %s', async (_, given, message) => {
    await expect(run(given)).rejects.toThrow(`This run cannot be made: ${message}`);
  });

  it('stops when the signal aborts', async () => {
    const given = options(2);
    const aborted = AbortSignal.abort(new Error('enough'));
    const model = {
      ...given.context.models.forward,
      generate: async (): Promise<never> => {
        aborted.throwIfAborted();
        throw new Error('not reached');
      },
    };
    const context = {
      ...given.context,
      signal: aborted,
      models: { ...given.context.models, forward: model },
    };
    await expect(run({ ...given, context })).rejects.toThrow('enough');
  });
});

describe('examples without an answer', () => {
  it('count as wrong in a validation and a test, and are named', async () => {
    const given = options(1, { iterations: 1, validatesFirst: true });
    const context = withoutAnswersTo(given.context, (text) => text.startsWith('0#p0#x1'));
    const { events } = await run({
      ...given,
      settings: { ...given.settings, isZeroShot: true },
      context,
    });
    const right = inputs.filter(
      (input, at) => input !== 'x1' && mostLikely(0, 'p0', input) === targets[at],
    );
    expect(events).toMatchObject([
      { type: 'omitted', split: 'dev', what: 'example', example: 1, text: 'x1', layer: 0 },
      { type: 'validated', devAccuracy: right.length / inputs.length },
      { type: 'iteration' },
      { type: 'omitted', split: 'test', example: 1 },
      { type: 'tested', testAccuracy: right.length / inputs.length },
    ]);
  });

  it('end a run if there are no others', async () => {
    const given = options(1, { iterations: 1, validatesFirst: true });
    const context = withoutAnswersTo(given.context, (text) => text.startsWith('0#'));
    await expect(run({ ...given, context })).rejects.toThrow(
      'None of the 6 examples of a validation has an answer. The first one: too long',
    );
  });
});

describe('the order in which replies arrive', () => {
  it.each([1, 2, 3])('changes nothing of what is learned (order %i)', async (seed) => {
    const given = options(2);
    const random = new RandomState(seed);
    /** Each call answers after some turns of the event loop, in another order. */
    const shuffled = async <Value>(call: Promise<Value>): Promise<Value> => {
      for (let turns = random.integer(0, 20); turns > 0; turns--)
        await new Promise((resolve) => setImmediate(resolve));
      return call;
    };
    const model = given.context.models.forward;
    const late: LanguageModel = {
      ...model,
      generate: async (requests, asked) => shuffled(model.generate(requests, asked)),
      scoreText: async (requests, asked) =>
        shuffled(requireScoreText(model).scoreText(requests, asked)),
    };
    const models = { forward: late, backward: late, score: late };
    const inOrder = await run(given);
    const anyOrder = await run({ ...options(2), context: { ...given.context, models } });
    expect(anyOrder.events).toEqual(inOrder.events);
    expect(anyOrder.result).toEqual(inOrder.result);
  });
});
