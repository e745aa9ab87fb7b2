import { Dataset } from '@dln/datasets';
import { createLoss } from '@dln/losses';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { InferenceSettings } from '../inference/inference-settings.ts';
import { checkRun } from './check-run.ts';
import { createStrategies, type PresetName } from './presets.ts';
import { inputs, smallWorld, targets } from './small-world.fixture.ts';
import type { PlannedRun } from './run-rules.ts';
import { train } from './train.ts';
import type { TrainEvent } from './train-event.ts';
import { defaultTrainingSettings, type TrainingSettings } from './training-settings.ts';

const examples = inputs.map((input, index) => ({ input, target: targets[index] ?? '' }));

interface Given {
  readonly depth?: number;
  readonly inference?: Partial<InferenceSettings>;
  readonly training?: Partial<TrainingSettings>;
}

function runOf(preset: PresetName, given: Given): PlannedRun {
  const { depth = 2, inference = {}, training = {} } = given;
  const context = smallWorld(depth, inference);
  const { inference: strategies, ...others } = createStrategies(preset, 1);
  return {
    context: { ...context, strategies },
    strategies: others,
    settings: {
      ...defaultTrainingSettings,
      iterations: 2,
      batchSize: 4,
      balanceBatches: false,
      memorySize: 0,
      ...training,
    },
    dataset: new Dataset({
      name: 'small-world',
      splits: { train: examples, dev: examples, test: examples },
      seed: 1,
    }),
    parameters: Array.from({ length: depth }, () => instructionOnly('p0')),
  };
}

async function eventsOf(run: PlannedRun): Promise<readonly TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of train({ ...run, samplerSeed: 1 })) events.push(event);
  return events;
}

// What the Python reference runs to its end, and what `standard` says of it.
const accepted: readonly (readonly [string, Given, string])[] = [
  [
    'useNce with useHArgmax',
    { inference: { useContrastive: true, useHiddenArgMax: true } },
    '`useNce` with one hidden text per example',
  ],
  [
    'useNce with one sample',
    { inference: { useContrastive: true, hiddenSamples: 1 } },
    '`useNce` with one hidden text per example',
  ],
  ['few shots with two layers', { training: { fewShots: 2 } }, '`nShots: 2` with 2 layers'],
  [
    'a count of costs with two layers',
    { training: { isCostOnly: true } },
    '`costOnly` with 2 layers',
  ],
  [
    'a trust region without classes',
    { inference: { trustFactor: 1 } },
    '`trustFactor: 1` without output classes',
  ],
  ['no step', { training: { iterations: 0 } }, '`iters: 0`'],
  ['no proposal', { inference: { promptCandidates: 1 } }, '`numPSamples: 1`'],
  ['no candidate', { inference: { promptCandidates: 0 } }, '`numPSamples: 0`'],
  [
    'no hidden text with one layer',
    { depth: 1, inference: { hiddenSamples: 0 } },
    '`numHSamples: 0`',
  ],
  [
    'no update of a hidden layer that is not trained',
    { inference: { hiddenPromptSteps: 0, trainedLayers: [false, true] } },
    '`numP1Steps: 0`',
  ],
  [
    'no validation if no step is made',
    { training: { validationFrequency: 0, isZeroShot: true } },
    '`valFreq: 0`',
  ],
];

describe('the reference preset', () => {
  it.each(accepted)('runs %s', async (_, given) => {
    const events = await eventsOf(runOf('reference', given));
    expect(events.at(-1)).toMatchObject({ type: 'tested' });
  });

  it.each<readonly [string, Given, string]>([
    ['no hidden text with two layers', { inference: { hiddenSamples: 0 } }, '`numHSamples: 0`'],
    ['an empty batch', { training: { batchSize: 0 } }, '`batchSize: 0`'],
    ['a batch larger than the data', { training: { batchSize: 7 } }, '`batchSize: 7`'],
    ['no validation between steps', { training: { validationFrequency: 0 } }, '`valFreq: 0`'],
    ['no update of a trained layer', { inference: { hiddenPromptSteps: 0 } }, '`numP1Steps: 0`'],
    ['a block of one example', { inference: { raceBlock: 1 } }, '`raceBlock: 1`'],
  ])('refuses %s, which ends the Python reference too', (_, given, message) => {
    expect(() => checkRun(runOf('reference', given))).toThrow(`cannot be made: ${message}`);
  });

  it.each(['racing', 'halving'] as const)('refuses the ranking %s', (ranking) => {
    expect(() => checkRun(runOf('reference', { inference: { ranking } }))).toThrow(
      `\`ranking: ${ranking}\` under \`preset: reference\``,
    );
  });

  it('scores a contrast of one text 1e-12 under every prompt, and keeps the first', async () => {
    const inference = { useContrastive: true, useHiddenArgMax: true };
    const events = await eventsOf(
      runOf('reference', { inference, training: { wrongTextPenalty: 0 } }),
    );
    const [hidden] = events.flatMap((event) => (event.type === 'stepped' ? event.info.layers : []));
    expect(hidden?.update?.chosen).toBe(0);
    for (const { score } of hidden?.update?.candidates ?? []) expect(score).toBeCloseTo(1e-12, 15);
  });

  it('has no trust region in a network of one layer', async () => {
    const given = { depth: 1, inference: { trustFactor: 100 } };
    const free = { ...given, inference: { trustFactor: 0 } };
    const update = async (one: Given): Promise<unknown> =>
      (await eventsOf(runOf('reference', one))).flatMap((event) =>
        event.type === 'stepped'
          ? (event.info.layers[0]?.update?.candidates.map(({ reward }) => reward) ?? [])
          : [],
      );
    expect(await update(given)).toEqual(await update(free));
  });

  it('makes its steps if no layer is trained, and keeps the prompts', async () => {
    const inference = { trainedLayers: [false, false] };
    const events = await eventsOf(runOf('reference', { inference }));
    expect(events.filter(({ type }) => type === 'stepped')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({
      type: 'tested',
      parameters: ['p0', 'p0'].map(instructionOnly),
    });
  });

  it('ranks nothing but the present prompt if no proposal is asked for', async () => {
    const events = await eventsOf(runOf('reference', { inference: { promptCandidates: 1 } }));
    const updates = events.flatMap((event) =>
      event.type === 'stepped' ? event.info.layers.flatMap(({ update }) => update ?? []) : [],
    );
    expect(
      updates.map(({ candidates }) => candidates.map(({ parameters }) => parameters.instruction)),
    ).toEqual(updates.map(() => ['p0']));
  });
});

describe('the standard preset', () => {
  it.each(accepted)('refuses %s', (_, given, message) => {
    expect(() => checkRun(runOf('standard', given))).toThrow(`cannot be made: ${message}`);
  });

  it('makes no step if no layer is trained', async () => {
    const inference = { trainedLayers: [false, false] };
    const events = await eventsOf(runOf('standard', { inference }));
    expect(events.filter(({ type }) => type === 'stepped')).toEqual([]);
  });
});

describe('a loss that confuses the targets of the data', () => {
  const stars = ['1', '3', '5'].map((target) => ({ input: target, target }));
  const planned = (preset: PresetName, loss: string): PlannedRun => {
    const run = runOf(preset, { depth: 1, training: { batchSize: 3 } });
    return {
      ...run,
      context: { ...run.context, loss: createLoss(loss) },
      dataset: new Dataset({
        name: 'stars',
        splits: { train: stars, dev: stars, test: stars },
        seed: 1,
      }),
    };
  };

  it('is refused in the preset standard, with the loss and the targets', () => {
    expect(() => checkRun(planned('standard', 'exact_match_loss'))).toThrow(
      'exact_match_loss takes "1" and "3" for the same answer, so that a wrong answer counts as right',
    );
    expect(() => checkRun(planned('standard', 'final_number_loss'))).not.toThrow();
  });

  it('is accepted in the preset reference, as the Python reference does', () => {
    expect(() => checkRun(planned('reference', 'exact_match_loss'))).not.toThrow();
  });
});
