import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { logSoftmax } from '../numerics/log-softmax.ts';
import { certainText } from '../objectives/layer-example.ts';
import { fitEqualShares } from '../scoring/fit-shares.ts';
import { logProbability, smallWorld } from '../training/small-world.fixture.ts';
import { calibrateOnBatch, refinePrior } from './calibrate-on-batch.ts';
import { withoutAnswersTo } from './failing-model.fixture.ts';
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

describe('with shares', () => {
  const classes = ['red', 'green'];
  const outputClasses = {
    verbalizers: classes.map((name) => [name]),
    indexOf: (target: string) => classes.indexOf(target),
  };

  function withShares(): InferenceContext {
    const context = smallWorld(1);
    const calibration = {
      ...{ name: 'shares' as const, inputs, shares: [0.75, 0.25] },
      ...{ priors: new Map<string, readonly number[]>(), scales: new Map<string, number>() },
    };
    return { ...context, layers: [{ ...context.layers[0], outputClasses, calibration }] };
  }

  it('ranks candidates as if classes were equally frequent, and keeps none of their priors', () => {
    const context = withShares();
    const { calibration } = calibrateOnBatch(context, evidence([4, 0, 3])).layers[0];
    expect(calibration?.shares).toBeUndefined();
    expect(calibration?.scales).toBeUndefined();
    expect(calibration?.priors).not.toBe(context.layers[0].calibration?.priors);
  });

  it('fits the prior and the scale of the winner to all examples that ranked it', async () => {
    const context = withShares();
    const about = evidence([4, 0, 3, 1]);
    const labels = ['green', 'red', 'red', 'green', 'green'];
    const examples = about.examples.map((one, at) => ({ ...one, label: labels[at] ?? '' }));
    await refinePrior(context, { ...about, examples }, instructionOnly('p1'));
    const rows = [0, 1, 3, 4].map((at) => {
      const scores = classes.map((word) => logProbability(0, 'p1', `x${at}`, word));
      return logSoftmax(scores);
    });
    const fitted = fitEqualShares(rows, [1, 0, 1, 1]);
    const { priors, scales } = context.layers[0].calibration ?? {};
    const [red = NaN, green = NaN] = fitted.logPrior;
    const [own = NaN, other = NaN] = priors?.get('"p1"') ?? [];
    expect(own).toBeCloseTo(red - Math.log(1.5), 9);
    expect(other).toBeCloseTo(green - Math.log(0.5), 9);
    expect(scales?.get('"p1"')).toBe(fitted.scale);
  });

  it('fits them to the examples that are answered', async () => {
    const context = withShares();
    const failing = withoutAnswersTo(context, (text) => text.includes('x3'));
    const about = evidence([4, 0, 3, 1]);
    const labels = ['green', 'red', 'red', 'green', 'green'];
    const examples = about.examples.map((one, at) => ({ ...one, label: labels[at] ?? '' }));
    await refinePrior(failing, { ...about, examples }, instructionOnly('p1'));
    const rows = [0, 1, 4].map((at) =>
      logSoftmax(classes.map((word) => logProbability(0, 'p1', `x${at}`, word))),
    );
    const fitted = fitEqualShares(rows, [1, 0, 1]);
    const [own = NaN] = context.layers[0].calibration?.priors.get('"p1"') ?? [];
    expect(own).toBeCloseTo((fitted.logPrior[0] ?? NaN) - Math.log(1.5), 9);
  });

  it('fits nothing if no example is answered', async () => {
    const context = withShares();
    const failing = withoutAnswersTo(context, () => true);
    await refinePrior(failing, evidence([4, 0, 3, 1]), instructionOnly('p1'));
    expect(context.layers[0].calibration?.priors.size).toBe(0);
  });
});
