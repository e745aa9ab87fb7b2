import { promptText } from '@dln/llm';
import type { Template } from '@dln/templates';
import { createTemplate } from '@dln/templates/template';
import { describe, expect, it } from 'vitest';
import type { LayerCalibration } from '../layers/layer-calibration.ts';
import { instructionOnly, type LayerParameters } from '../layers/layer-parameters.ts';
import { runLayers } from '../layers/run-layers.ts';
import { scoreLayer } from '../layers/score-layer.ts';
import { loadNetwork } from '../results/load-network.ts';
import { saveNetwork } from '../results/save-network.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { calibrateForStep, calibrateOnNetwork } from './calibrate-on-network.ts';
import type { InferenceContext } from './inference-context.ts';
import { scoringOptions } from './scoring-options.ts';

const inputs = ['film a', 'film b'];

/**
 * A world of two layers. The first writes `good` of films that are named like its prompt's first
 * letter, and `bad` of others. The second prefers `yes` by 3 nats, and tells good from bad by one.
 */
function deepWorld(): {
  readonly context: InferenceContext;
  /** What the first layer was asked. */
  readonly read: string[];
} {
  const base = smallWorld(2);
  const read: string[] = [];
  const usage = { promptTokens: 1, completionTokens: 1 };
  const model: InferenceContext['models']['score'] = {
    ...base.models.score,
    generate: async (requests) =>
      requests.map(({ prompt }) => {
        const text = promptText(prompt);
        read.push(text);
        return { text: text.at(0) === text.at(-1) ? 'good' : 'bad', finishReason: 'stop', usage };
      }),
    scoreText: async (requests) =>
      requests.map(({ context, continuation }) => {
        const logit = 3 + (promptText(context).includes('good') ? 1 : -1);
        const yes = 1 / (1 + Math.exp(-logit));
        return { logProbabilities: [Math.log(continuation === 'yes' ? yes : 1 - yes)], usage };
      }),
  };
  const written = (text: string): Template =>
    createTemplate({ name: 't', version: '1', source: 'a test', text });
  const template = written('{{ prompt }} {{ input }}{{ answer }}');
  const [first, second = first] = base.layers;
  const calibration: LayerCalibration = {
    name: 'shares',
    inputs,
    priors: new Map(),
    scales: new Map(),
    shares: [0.5, 0.5],
    readings: new Map(),
  };
  return {
    read,
    context: {
      ...base,
      models: { forward: model, backward: model, score: model },
      layers: [
        { ...first, template },
        {
          ...second,
          template,
          residualTemplate: written('{{ output }}'),
          writesClasses: true,
          outputClasses: {
            verbalizers: [['yes'], ['no']],
            indexOf: (target) => ['yes', 'no'].indexOf(target),
          },
          calibration,
        },
      ],
    },
  };
}

const network = (lower: string): readonly LayerParameters[] =>
  [lower, 'upper'].map(instructionOnly);

async function answersOf(context: InferenceContext, lower: string): Promise<readonly string[]> {
  const passes = await runLayers({
    layers: context.layers,
    parameters: network(lower),
    inputs,
    stripOptions: false,
    calls: { model: context.models.forward },
    scoreCalls: { model: context.models.score },
    classScoring: context.strategies.classScoring,
    temperature: 0,
  });
  return passes.map(({ output, failure }) => output ?? failure.message);
}

function withoutCalibration(context: InferenceContext): InferenceContext {
  const [first, { calibration: _, ...second } = first] = context.layers;
  return { ...context, layers: [first, second] };
}

describe('the last of two layers that prefers one class', () => {
  it('answers alike without calibration, and rightly with priors of what it reads', async () => {
    const { context } = deepWorld();
    expect(await answersOf(withoutCalibration(context), 'a')).toEqual(['yes', 'yes']);
    expect(await answersOf(context, 'a')).toEqual(['yes', 'no']);
    expect(await answersOf(context, 'b')).toEqual(['no', 'yes']);
  });

  it('passes the inputs of the calibration on once for each parameters below', async () => {
    const { context, read } = deepWorld();
    await answersOf(context, 'a');
    // Two inputs of the calibration, and two of the network.
    expect(read).toEqual(['a film a', 'a film b', 'a film a', 'a film b']);
    await answersOf(context, 'a');
    expect(read).toHaveLength(6);
    await answersOf(context, 'b');
    expect(read).toHaveLength(10);
  });

  it('passes them on again after a call that was interrupted', async () => {
    const { context } = deepWorld();
    const { forward } = context.models;
    let calls = 0;
    const generate: typeof forward.generate = async (requests, options) => {
      calls += 1;
      if (calls === 1) throw new DOMException('stopped', 'AbortError');
      return forward.generate(requests, options);
    };
    const models = { ...context.models, forward: { ...forward, generate } };
    await expect(answersOf({ ...context, models }, 'a')).rejects.toThrow('stopped');
    expect(await answersOf({ ...context, models }, 'a')).toEqual(['yes', 'no']);
  });

  it('has no answer if the layer below has none for any input of the calibration', async () => {
    const { context } = deepWorld();
    const failure = { kind: 'content-filter', message: 'filtered' } as const;
    const { forward } = context.models;
    const generate: typeof forward.generate = async (requests, options) =>
      (await forward.generate(requests, options)).map((reply) => ({ ...reply, text: '', failure }));
    const models = { ...context.models, forward: { ...forward, generate } };
    expect(await answersOf({ ...context, models }, 'a')).toEqual(['filtered', 'filtered']);
    await expect(calibrateOnNetwork({ ...context, models }, network('a'))).rejects.toThrow(
      'No input of the calibration has an answer of the layers below',
    );
  });

  it.each(['known', 'not known yet'])('is calibrated after loading: %s', async (state) => {
    const { context } = deepWorld();
    if (state === 'known') await answersOf(context, 'a');
    // The priors of other parameters below are not those of this network.
    await answersOf(context, 'b');
    const file = saveNetwork({
      context,
      parameters: network('a'),
      preset: 'standard',
      task: { dataset: 'd', instruction: 'i' },
      scores: { devAccuracy: null, testAccuracy: null },
    });
    const saved = file.layers[1]?.calibration;
    expect(saved?.logPrior === null).toBe(state !== 'known');
    expect(saved?.inputs).toEqual(state === 'known' ? [] : inputs);
    const { read, context: fresh } = deepWorld();
    const loaded = loadNetwork(JSON.parse(JSON.stringify(file)), { model: fresh.models.score });
    const predictions = await loaded.predict(inputs);
    expect(predictions.map(({ output }) => output)).toEqual(['yes', 'no']);
    expect(read).toHaveLength(state === 'known' ? 2 : 4);
  });
});

describe('scores of the last of two layers outside of a forward pass', () => {
  const scoresIn = async (context: InferenceContext): Promise<readonly number[]> => {
    const [layer] = context.layers.slice(-1);
    if (!layer) throw new Error('no layer');
    const outcomes = await scoreLayer(
      layer,
      ['good', 'bad'].map((input) => ({
        input,
        parameters: instructionOnly('upper'),
        target: 'no',
      })),
      scoringOptions(context),
    );
    return outcomes.map(({ value }) => Math.exp(value ?? NaN));
  };

  it('are calibrated by what it reads under the parameters below', async () => {
    const { context } = deepWorld();
    const [good = NaN, bad = NaN] = await scoresIn(await calibrateOnNetwork(context, network('a')));
    // One nat on either side of an equal prior.
    expect(good).toBeCloseTo(1 / (1 + Math.E), 6);
    expect(bad).toBeCloseTo(Math.E / (1 + Math.E), 6);
  });

  it('rank as if classes were equally frequent in a step', async () => {
    const { context } = deepWorld();
    const [first, second = first] = context.layers;
    const { calibration } = second;
    if (!calibration) throw new Error('not calibrated');
    const uneven = { ...second, calibration: { ...calibration, shares: [0.9, 0.1] } };
    const other: InferenceContext = { ...context, layers: [first, uneven] };
    const step = await scoresIn(await calibrateForStep(other, network('a')));
    expect(step[1]).toBeCloseTo(Math.E / (1 + Math.E), 6);
    const answer = await scoresIn(await calibrateOnNetwork(other, network('a')));
    expect(answer[1]).toBeCloseTo(1 / (1 + 9 / Math.E), 6);
  });
});
