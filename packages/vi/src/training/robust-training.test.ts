import { Dataset } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import { estimateRun } from '../estimate/estimate-run.ts';
import type { AnswerSampleSettings } from '../inference/answer-samples.ts';
import type { ModelEnsemble } from '../inference/model-ensemble.ts';
import {
  answeringModel,
  robustWorld,
  type AnsweringCall,
  type Rights,
} from './robust-world.fixture.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { checkRun } from './check-run.ts';
import { createStrategies, type PresetName } from './presets.ts';
import type { PlannedRun } from './run-rules.ts';
import { inputs, smallWorld, targets } from './small-world.fixture.ts';
import type { TrainEvent } from './train-event.ts';
import { train } from './train.ts';
import { defaultTrainingSettings } from './training-settings.ts';

const examples = inputs.map((input, index) => ({ input, target: targets[index] ?? '' }));
const half: Rights = (_, example, sample) => example < 3 || sample === 0;

function runOf({
  samples = {},
  ensemble,
  calls = [],
  preset = 'standard',
}: {
  readonly samples?: Partial<AnswerSampleSettings>;
  readonly ensemble?: (context: PlannedRun['context']) => ModelEnsemble;
  readonly calls?: AnsweringCall[];
  readonly preset?: PresetName;
}): PlannedRun {
  const { models } = smallWorld(1);
  const { inference, ...strategies } = createStrategies(preset, 1);
  const context = {
    ...robustWorld({ models: { ...models, forward: answeringModel(half, calls) } }, samples),
    strategies: inference,
  };
  return {
    context: { ...context, ...(ensemble ? { ensemble: ensemble(context) } : {}) },
    strategies,
    settings: {
      ...defaultTrainingSettings,
      isZeroShot: true,
      testsInitialPrompts: false,
      validatesFirst: true,
    },
    dataset: new Dataset({
      name: 'small-world',
      splits: { train: examples, dev: examples, test: examples },
      seed: 1,
    }),
    parameters: [instructionOnly('p0')],
  };
}

async function eventsOf(run: PlannedRun): Promise<readonly TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of train({ ...run, samplerSeed: 1 })) events.push(event);
  return events;
}

/** Two models: that of the context, and one that is never right on the first example. */
const pair =
  (aggregate: ModelEnsemble['aggregate'], calls: AnsweringCall[] = []) =>
  ({ models }: PlannedRun['context']): ModelEnsemble => ({
    aggregate,
    members: [
      { name: 'one', weight: 1, models },
      {
        name: 'other',
        weight: 1,
        models: {
          ...models,
          forward: answeringModel((_, example) => example > 0, calls, 'other'),
        },
      },
    ],
  });

describe('a validation with several samples', () => {
  const samples = { samplesPerExample: 4, sampleTemperature: 0.5 };

  it('takes the mean of the losses, and shows every sample', async () => {
    const calls: AnsweringCall[] = [];
    const events = await eventsOf(runOf({ samples, calls }));
    const tested = events.find((event) => event.type === 'tested');
    // Three examples are right in all samples, three in one of four; seeds are per request here.
    expect(tested?.examples[0]).toMatchObject({ loss: 0, output: 'red' });
    expect(tested?.examples[0]?.samples).toHaveLength(4);
    expect(calls.every(({ temperature }) => temperature === 0.5)).toBe(true);
    const seeds = calls.flatMap(({ requests }) => requests.map(({ seed }) => seed));
    expect(new Set(seeds).size).toBe(2 * 4 * 6);
  });

  it('asks as often as the estimate says', async () => {
    const calls: AnsweringCall[] = [];
    const run = runOf({ samples, calls });
    const { expected } = await estimateRun(run);
    await eventsOf(run);
    const asked = calls.reduce((sum, { requests }) => sum + requests.length, 0);
    expect(asked).toBe(48);
    expect(expected.purposes.validation.requests + expected.purposes.test.requests).toBe(48);
  });

  it.each<[string, Partial<AnswerSampleSettings>, string]>([
    ['no samples', { samplesPerExample: 0 }, '`samplesPerExample: 0`'],
    [
      'temperature 0',
      { samplesPerExample: 2, sampleTemperature: 0 },
      'the 2 samples of an example',
    ],
    [
      'more than there are',
      { samplesPerExample: 2, sampleAggregate: 'pass', passAt: 3 },
      '`passAt: 3` of 2',
    ],
    ['a part of a mean', { samplesPerExample: 3, passAt: 2 }, 'A mean is over all samples'],
    ['the best of one', { sampleAggregate: 'pass' }, 'with one answer per example'],
  ])('is refused for %s', (_, refused, message) => {
    expect(() =>
      checkRun(runOf({ samples: { ...samples, samplesPerExample: 1, ...refused } })),
    ).toThrow(message);
  });

  it('is refused under the reference, which answers once', () => {
    expect(() => checkRun(runOf({ samples, preset: 'reference' }))).toThrow(
      'answers each example once',
    );
  });
});

describe('a validation on several models', () => {
  it('counts the mean of their losses, and shows each model', async () => {
    const events = await eventsOf(runOf({ ensemble: pair('mean') }));
    const tested = events.find((event) => event.type === 'tested');
    // The first model is right on all examples at temperature 0, the other on five of six.
    expect(tested?.testAccuracy).toBeCloseTo(11 / 12, 12);
    expect(tested?.models?.map(({ name, accuracy }) => [name, accuracy])).toEqual([
      ['one', 1],
      ['other', 5 / 6],
    ]);
    expect(tested?.examples[0]).toMatchObject({ output: 'red', loss: 0.5 });
  });

  it('counts an example by its worst model', async () => {
    const events = await eventsOf(runOf({ ensemble: pair('minimum') }));
    const validated = events.find((event) => event.type === 'validated');
    expect(validated?.devAccuracy).toBeCloseTo(5 / 6, 12);
    expect(validated?.examples.map(({ loss }) => loss)).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('asks as often as the estimate says', async () => {
    const [calls, others]: [AnsweringCall[], AnsweringCall[]] = [[], []];
    const run = runOf({ ensemble: pair('mean', others), calls });
    const { expected } = await estimateRun(run);
    await eventsOf(run);
    const asked = [...calls, ...others].reduce((sum, { requests }) => sum + requests.length, 0);
    expect(asked).toBe(24);
    const { validation, test } = expected.purposes;
    // Equal questions at temperature 0 are asked once.
    expect(validation.requests + test.requests + validation.remembered + test.remembered).toBe(24);
  });

  it('is refused with a weight of 0, and under the reference', () => {
    const weightless = (context: PlannedRun['context']): ModelEnsemble => {
      const { members, aggregate } = pair('mean')(context);
      return { aggregate, members: [members[0], { ...members[1], weight: 0 }] };
    };
    expect(() => checkRun(runOf({ ensemble: weightless }))).toThrow('a weight of 0 for other');
    expect(() => checkRun(runOf({ ensemble: pair('mean'), preset: 'reference' }))).toThrow(
      'The reference trains on one model',
    );
  });

  it('is refused with what only one model can do: a calibration, a joint choice', () => {
    const run = runOf({ ensemble: pair('mean') });
    const { context } = run;
    const [layer] = context.layers;
    const calibrated = {
      ...layer,
      calibration: { name: 'batch' as const, inputs: [], priors: new Map() },
    };
    expect(() => checkRun({ ...run, context: { ...context, layers: [calibrated] } })).toThrow(
      'Leave them out, or train on one model.',
    );
    const settings = { ...context.settings, jointChoice: 2 };
    expect(() => checkRun({ ...run, context: { ...context, settings } })).toThrow(
      '`jointChoice: 2` with several models',
    );
    expect(() => checkRun(run)).not.toThrow();
  });
});
