import { describe, expect, it } from 'vitest';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { LayerCalibration } from '../layers/layer-calibration.ts';
import { instructionOnly, type LayerParameters } from '../layers/layer-parameters.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { wordClasses } from '../training/table-step.fixture.ts';
import { saveNetwork } from './save-network.ts';

const task = { dataset: 'colours', instruction: 'Name the colour.' };
const scores = { devAccuracy: 0.5, testAccuracy: null };

const save = (context: InferenceContext, parameters: readonly LayerParameters[]) =>
  saveNetwork({ context, parameters, preset: 'standard', task, scores });

describe('a saved network', () => {
  it('is plain data: parameters, templates, models and scores', () => {
    const demonstrations = [{ input: 'x9', output: 'blue' }];
    const file = save(smallWorld(2), [
      { instruction: 'p0', demonstrations },
      instructionOnly('p1'),
    ]);
    const template = { name: 'small-world', version: '1.0', text: '', stopTokens: null };
    expect(file).toMatchObject({
      format: 'dln-network',
      formatVersion: 2,
      layers: [
        {
          parameters: { instruction: 'p0', demonstrations },
          template,
          residualTemplate: template,
          outputClasses: null,
          writesClasses: false,
          maxTokens: 4,
        },
        { parameters: { instruction: 'p1', demonstrations: [] } },
      ],
      stripOptions: false,
      preset: 'standard',
      task: { dataset: 'colours', instruction: 'Name the colour.', loss: 'exact' },
      trainedWith: { forward: 'table', backward: 'table', score: 'table' },
      scores,
      recorded: null,
    });
    expect(JSON.parse(JSON.stringify(file))).toEqual(file);
    expect(file).not.toHaveProperty('fewShots');
    for (const field of ['calibration', 'outputSchema'])
      expect(file.layers[0]).not.toHaveProperty(field);
  });

  it('has the stop texts of a template, its classes by name, and few-shot examples', () => {
    const context = smallWorld(1, { stripOptions: true });
    const [layer] = context.layers;
    const file = saveNetwork({
      context: {
        ...context,
        layers: [
          {
            ...layer,
            ...{ ...wordClasses, writesClasses: true },
            outputClasses: { verbalizers: [['red', 'rot'], ['blue']], indexOf: () => 0 },
            template: { ...layer.template, stopTokens: ['\n'] },
          },
        ],
      },
      ...{ parameters: [instructionOnly('p0')], preset: 'reference', task, scores },
      fewShots: [{ input: 'a', target: 'red' }],
      recorded: null,
    });
    expect(file.layers[0]).toMatchObject({
      outputClasses: ['red|rot', 'blue'],
      writesClasses: true,
      template: { stopTokens: ['\n'] },
    });
    expect(file).toMatchObject({
      fewShots: [{ input: 'a', target: 'red' }],
      stripOptions: true,
      preset: 'reference',
    });
  });

  it('has as many parameters as layers', () => {
    expect(() => save(smallWorld(2), [instructionOnly('p0')])).toThrow('1 results for 2 items');
  });
});

describe('the calibration of a saved network', () => {
  const calibrated = (calibration: LayerCalibration): unknown => {
    const context = smallWorld(1);
    const layers = [{ ...context.layers[0], calibration }] as const;
    return save({ ...context, layers }, [instructionOnly('p0')]).layers[0]?.calibration;
  };
  const inputs = ['a', 'b'];

  it('is the prior of its parameters, so that no input is scored again', () => {
    const priors = new Map([['"p0"', [-1, -2]]]);
    expect(calibrated({ name: 'batch', inputs, priors })).toEqual({
      name: 'batch',
      logPrior: [-1, -2],
      inputs: [],
    });
  });

  it('has the scale that was fitted to these parameters', () => {
    const priors = new Map([['"p0"', [-1, -2]]]);
    const scales = new Map([
      ['"p0"', 1.5],
      ['"p1"', 2],
    ]);
    expect(calibrated({ name: 'shares', inputs, priors, scales, shares: [0.5, 0.5] })).toEqual({
      name: 'shares',
      logPrior: [-1, -2],
      inputs: [],
      scale: 1.5,
    });
  });

  it('is what estimates a prior if none is known, or if JSON cannot hold it', () => {
    const unknown = new Map([['"p1"', [-1, -2]]]);
    expect(calibrated({ name: 'contextual', inputs, priors: unknown })).toEqual({
      name: 'contextual',
      logPrior: null,
      inputs,
    });
    const infinite = new Map([['"p0"', [0, -Infinity]]]);
    expect(calibrated({ name: 'shares', inputs, priors: infinite, shares: [0.75, 0.25] })).toEqual({
      name: 'shares',
      logPrior: null,
      inputs,
      shares: [0.75, 0.25],
    });
  });
});
