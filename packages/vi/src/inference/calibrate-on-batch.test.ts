import { expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { certainText } from '../objectives/layer-example.ts';
import { logProbability, smallWorld } from '../training/small-world.fixture.ts';
import { calibrateOnBatch, refinePrior } from './calibrate-on-batch.ts';
import type { InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';

const priors = new Map<string, readonly number[]>();
const inputs = ['train 1', 'train 2', 'train 3'];

function calibrated(name: 'batch' | 'contextual', depth = 1): InferenceContext {
  const context = smallWorld(depth);
  const [first, ...others] = context.layers;
  return { ...context, layers: [{ ...first, calibration: { name, inputs, priors } }, ...others] };
}

function evidence(ranking: readonly number[]): PromptEvidence {
  return {
    ...{ index: 0, step: 0, memory: [], trials: {}, others: [], explorationPenalty: 0, ranking },
    parameters: [instructionOnly('p0')],
    examples: ['x0', 'x1', 'x2', 'x3', 'x4'].map((input, batchIndex) => ({
      ...{ batchIndex, layerInput: input, layerOutput: '', upperInput: input, label: 'red' },
      ...{ loss: 1, inputs: certainText(input), targets: certainText('red') },
      shown: { input, output: '', target: 'red', loss: 1 },
    })),
  };
}

it('estimates priors from the first inputs that rank, in their order', () => {
  const { layers } = calibrateOnBatch(calibrated('batch'), evidence([4, 0, 3, 1]));
  expect(layers[0].calibration?.inputs).toEqual(['x4', 'x0', 'x3']);
  expect(layers[0].calibration?.priors).toBe(priors);
});

it('fills a small batch up with training inputs', () => {
  const { layers } = calibrateOnBatch(calibrated('batch'), evidence([2]));
  expect(layers[0].calibration?.inputs).toEqual(['x2', 'train 2', 'train 3']);
});

it('leaves contextual calibration and deep networks as they are', () => {
  for (const context of [calibrated('contextual'), calibrated('batch', 2), smallWorld(1)])
    expect(calibrateOnBatch(context, evidence([0, 1]))).toBe(context);
});

it('estimates the prior of a winner again, from all inputs that ranked it', async () => {
  const outputClasses = { verbalizers: [['red'], ['green']], indexOf: () => 0 };
  const context = calibrated('batch');
  const layer = { ...context.layers[0], outputClasses };
  const own: InferenceContext = { ...context, layers: [layer] };
  const winner = instructionOnly('p1');
  priors.clear();
  await refinePrior(own, evidence([4, 0, 3, 1]), winner);
  const probability = (input: string): number => {
    const [red, green] = ['red', 'green'].map((word) =>
      Math.exp(logProbability(0, 'p1', input, word)),
    );
    return (red ?? NaN) / ((red ?? NaN) + (green ?? NaN));
  };
  const mean = ['x4', 'x0', 'x3', 'x1'].reduce((sum, input) => sum + probability(input) / 4, 0);
  expect(priors.get('"p1"')?.[0]).toBeCloseTo(Math.log(mean), 9);
});

it('keeps a prior that rests on as many inputs', async () => {
  priors.clear();
  await refinePrior(calibrated('batch'), evidence([4, 0, 3]), instructionOnly('p1'));
  expect(priors.size).toBe(0);
});
