import { promptText } from '@dln/llm';
import { createTemplate } from '@dln/templates/template';
import { describe, expect, it } from 'vitest';
import { CONTENT_FREE_INPUTS, type LayerCalibration } from '../layers/layer-calibration.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { Layers } from '../layers/layer.ts';
import { runLayers } from '../layers/run-layers.ts';
import { mean } from '../numerics/mean.ts';
import { certainText } from '../objectives/layer-example.ts';
import { networkFileSchema } from '../results/network-file.ts';
import { loadNetwork } from '../results/load-network.ts';
import { saveNetwork } from '../results/save-network.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import { enumerableWorld } from '../training/enumerable-world.fixture.ts';
import type { InferenceContext } from './inference-context.ts';
import type { PromptUpdate } from './prompt-update.ts';
import { updatePrompt } from './update-prompt.ts';

interface LabelledInput {
  readonly input: string;
  readonly target: string;
}

/** Chooses among prompts by the objective, the first of them being the present one. */
async function choose(
  context: InferenceContext,
  prompts: readonly string[],
  examples: readonly LabelledInput[],
): Promise<PromptUpdate> {
  const [current = '', ...memory] = prompts;
  return updatePrompt(
    context,
    {
      index: 0,
      step: 0,
      parameters: [instructionOnly(current)],
      memory: memory.map(instructionOnly),
      examples: examples.map(({ input, target }, batchIndex) => ({
        batchIndex,
        layerInput: input,
        layerOutput: '',
        upperInput: input,
        label: target,
        loss: 1,
        inputs: certainText(input),
        targets: certainText(target),
        shown: { input, output: '', target, loss: 1 },
      })),
      trials: {},
      ranking: examples.map((_, at) => at),
      others: [],
      explorationPenalty: 0,
    },
    [],
  );
}

const calibrated = (context: InferenceContext, inputs: readonly string[]): InferenceContext => {
  const [first, ...others] = context.layers;
  const calibration: LayerCalibration = { name: 'batch', inputs, priors: new Map() };
  const layers: Layers = [{ ...first, calibration }, ...others];
  return { ...context, layers };
};

describe('in an enumerable world', () => {
  const prompts = ['p0', 'p1', 'p2', 'p3'];
  const worlds = Array.from({ length: 30 }, (_, world) =>
    enumerableWorld({ depth: 1, world, hiddenTokens: 1 }),
  );

  /** Mean log p(y | x) without the class prior of the prompt, by summation. */
  const exact = (world: (typeof worlds)[number], prompt: string): number => {
    const inputs = world.examples.map(({ input }) => input);
    const ofClass = (input: number, name: string): number => {
      const own = { ...world.examples[input], input: inputs[input] ?? '', target: name };
      const examples = world.examples as LabelledInput[];
      const before = examples[input];
      examples[input] = own;
      const value = Math.exp(world.exact([prompt], input));
      if (before) examples[input] = before;
      return value;
    };
    const prior = (name: string): number => mean(inputs.map((_, at) => ofClass(at, name)));
    return mean(
      world.examples.map(({ target }, at) => {
        const ratio = (name: string): number => ofClass(at, name) / prior(name);
        return Math.log(ratio(target) / (ratio('yes') + ratio('no')));
      }),
    );
  };

  it('the chosen prompt is the best one by calibrated likelihood, and never below the other choice', async () => {
    let changed = 0;
    for (const world of worlds) {
      const inputs = world.examples.map(({ input }) => input);
      const plain = await choose(world.context, prompts, world.examples);
      const update = await choose(calibrated(world.context, inputs), prompts, world.examples);
      const values = prompts.map((prompt) => exact(world, prompt));
      const own = values[update.chosen] ?? NaN;
      expect(own).toBe(Math.max(...values));
      expect(update.candidates[update.chosen]?.score).toBeCloseTo(own, 9);
      expect(own).toBeGreaterThanOrEqual(values[plain.chosen] ?? NaN);
      if (plain.chosen !== update.chosen) changed++;
    }
    expect(changed).toBeGreaterThan(0);
  });
});

/**
 * A world of two classes. `biased` tells them apart, but prefers `yes` by 3 nats; `weak` prefers
 * none, and tells them apart by 0.2 nats.
 */
function biasedWorld(): InferenceContext {
  const base = smallWorld(1);
  const model: InferenceContext['models']['score'] = {
    ...base.models.score,
    capabilities: { scoresText: true, maxTopTokens: 0, seeds: true },
    scoreText: async (requests) =>
      requests.map(({ context, continuation }) => {
        const text = promptText(context);
        const signal = text.includes('good') ? 1 : text.includes('bad') ? -1 : 0;
        const logit = text.startsWith('biased') ? 3 + signal : 0.1 * signal;
        const yes = 1 / (1 + Math.exp(-logit));
        const logProbabilities = [Math.log(continuation === 'yes' ? yes : 1 - yes)];
        return { logProbabilities, usage: { promptTokens: 1, completionTokens: 0 } };
      }),
  };
  const [layer] = base.layers;
  return {
    ...base,
    models: { forward: model, backward: model, score: model },
    layers: [
      {
        ...layer,
        template: createTemplate({
          name: 't',
          version: '1',
          source: 'a test',
          text: '{{ prompt }} {{ input }}{{ answer }}',
        }),
        writesClasses: true,
        outputClasses: {
          verbalizers: [['yes'], ['no']],
          indexOf: (target) => ['yes', 'no'].indexOf(target),
        },
      },
    ],
  };
}

const films: readonly LabelledInput[] = [
  { input: 'a good film', target: 'yes' },
  { input: 'a bad film', target: 'no' },
];
const inputs = films.map(({ input }) => input);

async function answersOf(context: InferenceContext, prompt: string): Promise<readonly string[]> {
  const passes = await runLayers({
    layers: context.layers,
    parameters: [instructionOnly(prompt)],
    inputs,
    stripOptions: false,
    calls: { model: context.models.forward },
    scoreCalls: { model: context.models.score },
    classScoring: context.strategies.classScoring,
    temperature: 0,
  });
  return passes.map(({ output }) => output ?? '');
}

describe('a prompt that tells the classes apart but prefers one', () => {
  it('loses without calibration, and wins with it', async () => {
    const world = biasedWorld();
    const prompts = ['weak', 'biased'];
    expect((await choose(world, prompts, films)).parameters.instruction).toBe('weak');
    const update = await choose(calibrated(world, inputs), prompts, films);
    expect(update.parameters.instruction).toBe('biased');
    expect(update.candidates[1]?.grounds).toMatchObject([
      { strategy: 'whole class by text scores, batch calibration' },
    ]);
  });

  it('answers every input alike without calibration, and each rightly with it', async () => {
    const world = biasedWorld();
    expect(await answersOf(world, 'biased')).toEqual(['yes', 'yes']);
    expect(await answersOf(calibrated(world, inputs), 'biased')).toEqual(['yes', 'no']);
    expect(await answersOf(calibrated(world, CONTENT_FREE_INPUTS), 'biased')).toEqual([
      'yes',
      'no',
    ]);
  });

  it('estimates the prior of a prompt once', async () => {
    const world = biasedWorld();
    let scored = 0;
    const { score } = world.models;
    const counting: InferenceContext['models']['score'] = {
      ...score,
      scoreText: async (requests, options) => {
        scored += requests.length;
        return (await score.scoreText?.(requests, options)) ?? [];
      },
    };
    const context = calibrated({ ...world, models: { ...world.models, score: counting } }, inputs);
    await answersOf(context, 'biased');
    // Two classes of two inputs, and of two inputs of the prior.
    expect(scored).toBe(8);
    await answersOf(context, 'biased');
    expect(scored).toBe(12);
  });

  it.each(['known', 'not known yet'])(
    'is calibrated after loading if its prior is %s',
    async (state) => {
      const context = calibrated(biasedWorld(), inputs);
      if (state === 'known') await answersOf(context, 'biased');
      const file = saveNetwork({
        context,
        parameters: [instructionOnly('biased')],
        preset: 'standard',
        task: { dataset: 'd', instruction: 'i' },
        scores: { devAccuracy: null, testAccuracy: null },
      });
      const saved = file.layers[0]?.calibration;
      expect(saved?.logPrior === null).toBe(state !== 'known');
      expect(saved?.inputs).toEqual(state === 'known' ? [] : inputs);
      const network = loadNetwork(JSON.parse(JSON.stringify(file)), {
        model: context.models.score,
      });
      const predictions = await network.predict(inputs);
      expect(predictions.map(({ output }) => output)).toEqual(['yes', 'no']);
    },
  );

  it('keeps what was fitted: the prior, and the factor of the scores', () => {
    const parameters = instructionOnly('biased');
    const base = biasedWorld();
    const calibration: LayerCalibration = {
      ...{ name: 'shares', inputs, shares: [0.75, 0.25] },
      priors: new Map([['"biased"', [1, -1]]]),
      scales: new Map([['"biased"', 2]]),
    };
    const file = saveNetwork({
      context: { ...base, layers: [{ ...base.layers[0], calibration }] },
      parameters: [parameters],
      preset: 'standard',
      task: { dataset: 'd', instruction: 'i' },
      scores: { devAccuracy: null, testAccuracy: null },
    });
    expect(file.layers[0]?.calibration).toEqual({
      ...{ name: 'shares', logPrior: [1, -1], inputs: [], scale: 2 },
    });
    expect(networkFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });
});
