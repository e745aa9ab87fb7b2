import { promptText } from '@dln/llm';
import { Dataset, OutputClasses } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { instructionOnly, instructionsOf } from '../layers/layer-parameters.ts';
import { createStrategies, type PresetName } from './presets.ts';
import { inputs, smallWorld, targets, words } from './small-world.fixture.ts';
import { logP, meanOver, near, writes } from './table-step.fixture.ts';
import type { TrainEvent } from './train-event.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train-options.ts';
import { defaultTrainingSettings, type TrainingSettings } from './training-settings.ts';

// Each setting around the steps, on runs of the small world. A batch holds all examples unless its
// size is what is tested.

const plain: TrainingSettings = {
  ...defaultTrainingSettings,
  iterations: 4,
  batchSize: inputs.length,
  balanceBatches: false,
  validationFrequency: 1,
  tolerance: -1,
  memorySize: 0,
  wrongTextPenalty: 0,
  testsInitialPrompts: false,
};

const examples = inputs.map((input, index) => ({ input, target: targets[index] ?? '' }));

interface Run {
  readonly events: readonly TrainEvent[];
  readonly steps: readonly Extract<TrainEvent, { readonly type: 'stepped' }>[];
  /** `[step]`: what the first layer read in the forward pass. */
  readonly batches: readonly (readonly string[])[];
}

async function run({
  depth = 2,
  preset = 'standard',
  trainSplit = examples,
  ...changes
}: Partial<TrainingSettings> & {
  readonly depth?: number;
  readonly preset?: PresetName;
  readonly trainSplit?: readonly { readonly input: string; readonly target: string }[];
}): Promise<Run> {
  const base = smallWorld(depth);
  const { inference, ...strategies } = createStrategies(preset, 1);
  const forward: string[][] = [];
  const model: typeof base.models.forward = {
    ...base.models.forward,
    generate: async (requests, how) => {
      const texts = requests.map(({ prompt }) => promptText(prompt));
      if (texts[0]?.startsWith('0#')) forward.push(texts.map((text) => text.split('#')[2] ?? ''));
      return base.models.forward.generate(requests, how);
    },
  };
  const options: TrainOptions = {
    context: { ...base, models: { ...base.models, forward: model }, strategies: inference },
    strategies,
    settings: { ...plain, ...changes },
    dataset: new Dataset({
      name: 'small-world',
      splits: { train: trainSplit, dev: examples, test: examples },
      seed: 1,
      ...(changes.balanceBatches ? { outputClasses: new OutputClasses(words) } : {}),
    }),
    parameters: Array.from({ length: depth }, () => instructionOnly('p0')),
    samplerSeed: 1,
  };
  const events: TrainEvent[] = [];
  const batches: (readonly string[])[] = [];
  for await (const event of train(options)) {
    events.push(event);
    const last = forward.at(-1);
    if (event.type === 'stepped' && last) batches.push(last);
  }
  return { events, steps: events.filter((event) => event.type === 'stepped'), batches };
}

const ofType = (events: readonly TrainEvent[], type: TrainEvent['type']): readonly number[] =>
  events.filter((event) => event.type === type).map(({ iteration }) => iteration);

/**
 * The weight that a step gave to the texts behind wrong answers, found from the rewards of a hidden
 * layer.
 */
function penaltyOf({ steps }: Run, at: number): number {
  const [lower = '', upper = ''] = instructionsOf(steps[at - 1]?.parameters ?? []).concat([
    'p0',
    'p0',
  ]);
  const candidate = steps[at]?.info.layers[0]?.update?.candidates[0];
  const likelihood = meanOver((i) => {
    const written = writes(0, lower, inputs[i] ?? '');
    return writes(1, upper, written) === targets[i] ? 0 : logP(0, lower, inputs[i] ?? '', written);
  });
  expect(candidate?.parameters.instruction).toBe(lower);
  return ((candidate?.score ?? NaN) - (candidate?.reward ?? NaN)) / likelihood;
}

describe('wrongTextPenalty', () => {
  it('falls in a line to 0 if it decays', async () => {
    const made = await run({ wrongTextPenalty: 0.8, decaysPenalty: true });
    const penalties = made.steps.map((_, at) => near(penaltyOf(made, at)));
    expect([0.8, 0.6, 0.4, 0.2]).toEqual(penalties);
  });

  it('stays if it does not decay', async () => {
    const made = await run({ wrongTextPenalty: 0.8, decaysPenalty: false });
    const penalties = made.steps.map((_, at) => near(penaltyOf(made, at)));
    expect([0.8, 0.8, 0.8, 0.8]).toEqual(penalties);
  });
});

describe('iterations, batchSize and balanceBatches', () => {
  it.each([
    [1, 2],
    [3, 4],
  ])('%i steps read batches of %i examples', async (iterations, batchSize) => {
    const { steps, batches } = await run({ iterations, batchSize });
    expect(steps).toHaveLength(iterations);
    expect(batches.map(({ length }) => length)).toEqual(steps.map(() => batchSize));
  });

  const skewed = examples.map(({ input }, at) => ({ input, target: at === 5 ? 'blue' : 'red' }));

  it('hold as many examples of each class if they are balanced', async () => {
    const { batches } = await run({ trainSplit: skewed, batchSize: 2, balanceBatches: true });
    expect(batches.map((batch) => batch.includes('x5'))).toEqual([true, true, true, true]);
  });

  it('are drawn at random if they are not', async () => {
    const { batches } = await run({ trainSplit: skewed, batchSize: 2 });
    expect(batches.filter((batch) => batch.includes('x5')).length).toBeLessThan(4);
  });
});

describe('memorySize', () => {
  it.each([0, 1, 2])('compares at most %i validated prompts in each step', async (memorySize) => {
    const { steps } = await run({ memorySize, iterations: 6, batchSize: 2, depth: 3 });
    const compared = steps.map(
      ({ info }) =>
        [
          ...(info.layers[0]?.update?.candidates ?? []),
          ...(info.layers[0]?.update?.duplicates ?? []),
        ].filter(({ origin }) => origin === 'memory').length,
    );
    expect(Math.max(...compared)).toBe(memorySize);
    expect(compared[0]).toBe(Math.min(1, memorySize));
  });
});

describe('validationFrequency and validatesFirst', () => {
  it.each([
    ['standard', 1, true, [0, 1, 2, 3, 4, 5]],
    ['standard', 2, true, [0, 2, 4, 5]],
    ['standard', 3, false, [0, 3, 5]],
    ['reference', 2, true, [0, 2, 4]],
    ['reference', 2, false, [2, 4]],
  ] as const)(
    '%s, every %i, the first: %s, validates at %j',
    async (preset, validationFrequency, validatesFirst, at) => {
      const { events } = await run({
        preset,
        validationFrequency,
        validatesFirst,
        iterations: 5,
        memorySize: 1,
      });
      expect(ofType(events, 'validated')).toEqual(at);
      expect(ofType(events, 'iteration')).toEqual([0, 1, 2, 3, 4, 5]);
    },
  );
});

describe('tolerance', () => {
  it.each([-1, 0, 1, 2])('of %i', async (tolerance) => {
    const { events } = await run({ depth: 3, iterations: 8, batchSize: 2, tolerance });
    let lost = 0;
    let best: readonly string[] = [];
    const wanted: number[] = [];
    for (const event of events) {
      if (event.type !== 'validated') continue;
      lost = event.isBest ? 0 : lost + 1;
      if (event.isBest) best = instructionsOf(event.parameters);
      if (tolerance < 0 || lost === 0 || lost < tolerance) continue;
      lost = 0;
      if (instructionsOf(event.parameters).join() !== best.join()) wanted.push(event.iteration);
    }
    expect(ofType(events, 'restored')).toEqual(wanted);
    expect(wanted.length > 0).toBe(tolerance >= 0);
  });
});

describe('running means', () => {
  it('move by a fifth to each new value', async () => {
    const { steps } = await run({ batchSize: 3, iterations: 5 });
    let score: number | null = null;
    let accuracy: number | null = null;
    for (const { info, runningScore, runningAccuracy } of steps) {
      const before: number | null = score;
      if (info.score !== null)
        score = before === null ? info.score : 0.2 * info.score + 0.8 * before;
      accuracy = accuracy === null ? info.accuracy : 0.2 * info.accuracy + 0.8 * accuracy;
      expect(runningScore).toEqual(score === null ? null : near(score));
      expect(runningAccuracy).toEqual(near(accuracy));
    }
    expect(new Set(steps.map(({ info }) => info.accuracy)).size).toBeGreaterThan(1);
  });
});

describe('isZeroShot and isCostOnly', () => {
  it('end a run before its first step', async () => {
    const zeroShot = await run({ isZeroShot: true });
    expect(zeroShot.steps).toEqual([]);
    const cost = await run({ depth: 1, isCostOnly: true });
    expect(cost.events.at(-1)).toMatchObject({ type: 'counted', promptTokens: inputs.length });
    expect(cost.steps).toEqual([]);
  });
});
