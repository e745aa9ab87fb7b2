import { expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { certainText } from '../objectives/layer-example.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { calibrateOnBatch } from './calibrate-on-batch.ts';
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
