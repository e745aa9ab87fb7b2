import { Dataset, OutputClasses } from '@dln/datasets';
import { callsOf, deduplicate, type LanguageModel, wrapModel } from '@dln/llm';
import { createClassLoss } from '@dln/losses';
import { createTemplate } from '@dln/templates';
import { describe, expect, it } from 'vitest';
import {
  defaultInferenceSettings,
  type InferenceSettings,
} from '../inference/inference-settings.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { Layers } from '../layers/layer.ts';
import { onePromptForm } from '../samplers/prompt-sampler.ts';
import { labelWorld, type EndpointKind } from '../scoring/label-world.fixture.ts';
import { createStrategies, type PresetName } from '../training/presets.ts';
import { train } from '../training/train.ts';
import type { TrainOptions } from '../training/train-options.ts';
import { defaultTrainingSettings } from '../training/training-settings.ts';
import { createCountingAccount } from './counting-account.ts';
import { estimateRun } from './estimate-run.ts';

/*
 * Runs in a world whose model writes classes in several letter cases and often no class at all,
 * through endpoints of each kind. What a run takes depends on that, and lies between the ends of
 * its estimate.
 */

const endpoints: readonly [EndpointKind, ...EndpointKind[]] = [
  { name: 'texts and top 100', scoresText: true, maxTopTokens: 100, continuesText: true },
  { name: 'texts and top 5', scoresText: true, maxTopTokens: 5, continuesText: true },
  { name: 'texts only', scoresText: true, maxTopTokens: 0, continuesText: true },
  { name: 'completions, top 5', scoresText: false, maxTopTokens: 5, continuesText: true },
  { name: 'chat, top 20', scoresText: false, maxTopTokens: 20, continuesText: false },
  { name: 'answers only', scoresText: false, maxTopTokens: 0, continuesText: false },
];

const labels: readonly (readonly string[])[] = [
  ['abbreviation', 'entity', 'description', 'human', 'location', 'numeric'],
  ['very good', 'very bad'],
  ['not', 'not sure'],
  ['a', 'A'],
];

const template = (text: string) =>
  createTemplate({ name: 'range', version: 'v1.0', source: 'estimated-range', text });

interface RangeOptions {
  readonly ranking?: InferenceSettings['ranking'];
  readonly endpoint: EndpointKind;
  readonly classes: readonly string[];
  readonly depth: number;
  readonly preset?: PresetName;
}

function runOf(options: RangeOptions): TrainOptions {
  const { endpoint, classes, depth, preset = 'standard', ranking = 'full' } = options;
  const model = labelWorld(classes, 1).model(endpoint);
  const { inference: strategies, ...others } = createStrategies(preset, 1);
  const { scoresText, maxTopTokens } = endpoint;
  const scoring: Partial<InferenceSettings> = {
    outputScoring: maxTopTokens > 0 || scoresText ? 'logprobs' : 'samples',
    hiddenScoring: scoresText ? 'logprobs' : 'accuracy',
  };
  const splits = { train: 'r', dev: 'd', test: 't' };
  const examples = Object.entries(splits).map(([split, name]) => [
    split,
    Array.from({ length: 8 }, (_, index) => ({
      input: `${name}${index}`,
      target: classes[index % classes.length] ?? '',
    })),
  ]);
  return {
    context: {
      layers: Array.from({ length: depth }, (_, index) => ({
        template: template(`${index} {{ prompt }}#{{ input }}{{ answer }}`),
        ...(index > 0 ? { residualTemplate: template('{{ input }} {{ output }}') } : {}),
        ...(index === depth - 1 ? { outputClasses: new OutputClasses(classes) } : {}),
        writesClasses: index === depth - 1 && (scoresText || maxTopTokens > 0),
        maxTokens: 10,
      })) as unknown as Layers,
      models: { forward: model, backward: model, score: model },
      templates: {
        prompt: template('propose for {{ prompt }}'),
        form: onePromptForm,
        posterior: [template('draw {{ input }} {{ h }}')],
      },
      loss: createClassLoss(classes.map((name) => [name])),
      settings: {
        ...defaultInferenceSettings(depth),
        promptCandidates: 5,
        hiddenSamples: 2,
        ranking,
        raceBlock: 2,
        ...scoring,
      },
      strategies,
    },
    strategies: others,
    settings: {
      ...defaultTrainingSettings,
      iterations: 3,
      batchSize: 4,
      memorySize: 2,
      stopsWhenPerfect: false,
    },
    dataset: new Dataset({
      name: 'range',
      splits: Object.fromEntries(examples) as never,
      outputClasses: new OutputClasses(classes),
      seed: 1,
    }),
    parameters: Array.from({ length: depth }, () => instructionOnly('Answer.')),
    samplerSeed: 1,
  };
}

/** Trains to the end, and counts the calls of models that may be wrapped. */
async function countCalls(
  run: TrainOptions,
  wrap = (model: LanguageModel) => model,
): Promise<number> {
  const account = createCountingAccount();
  const models = Object.fromEntries(
    Object.entries(run.context.models).map(([role, model]) => [
      role,
      wrap(account.count(model, () => 'forward')),
    ]),
  ) as unknown as TrainOptions['context']['models'];
  for await (const _ of train({ ...run, context: { ...run.context, models } }));
  return callsOf(account.costs().total);
}

async function expectInRange(
  options: RangeOptions,
  wrap?: (model: LanguageModel) => LanguageModel,
): Promise<void> {
  const { low, high } = await estimateRun(runOf(options));
  const calls = await countCalls(runOf(options), wrap);
  expect(calls).toBeGreaterThanOrEqual(callsOf(low.total));
  expect(calls).toBeLessThanOrEqual(callsOf(high.total));
}

describe('the range under reference', () => {
  it.each(
    endpoints
      .filter(({ maxTopTokens, scoresText }) => scoresText && maxTopTokens > 0)
      .flatMap((endpoint) => [1, 2].map((depth) => ({ endpoint, depth }))),
  )(
    'holds the calls of $depth layers at an endpoint with $endpoint.name',
    async ({ endpoint, depth }) => {
      await expectInRange({ endpoint, classes: ['yes', 'no'], depth, preset: 'reference' });
    },
  );
});

describe.each(labels.map((classes) => ({ classes })))('the range for $classes', ({ classes }) => {
  it.each(endpoints.flatMap((endpoint) => [1, 2].map((depth) => ({ endpoint, depth }))))(
    'holds the calls of $depth layers at an endpoint with $endpoint.name',
    async ({ endpoint, depth }) => {
      const isRefused = endpoint.name.startsWith('chat') && /very|not/.test(classes.join());
      if (isRefused)
        await expect(estimateRun(runOf({ endpoint, classes, depth }))).rejects.toThrow(
          'does not tell the classes',
        );
      else await expectInRange({ endpoint, classes, depth });
    },
  );
});

describe('the range of a race', () => {
  it.each(
    (['racing', 'halving'] as const).flatMap((ranking) =>
      endpoints.flatMap((endpoint) => [1, 2].map((depth) => ({ ranking, endpoint, depth }))),
    ),
  )(
    'by $ranking holds the calls of $depth layers at an endpoint with $endpoint.name',
    async ({ ranking, endpoint, depth }) => {
      // As in a run, a deterministic question is asked once.
      const wrap = (model: LanguageModel) => wrapModel(model, deduplicate());
      await expectInRange({ endpoint, classes: ['a', 'A'], depth, ranking }, wrap);
    },
  );

  it('expects less of a race, and as much at most where scores decide who stays', async () => {
    const [endpoint] = endpoints;
    const estimateOf = async (ranking: InferenceSettings['ranking']) => {
      const run = runOf({ endpoint, classes: ['a', 'b'], depth: 1, ranking });
      const settings = { ...run.context.settings, promptCandidates: 21, heldOutRanking: false };
      const { expected, high } = await estimateRun({
        ...run,
        context: { ...run.context, settings },
      });
      return { expected: callsOf(expected.total), high: callsOf(high.total) };
    };
    const [full, racing, halving] = [
      await estimateOf('full'),
      await estimateOf('racing'),
      await estimateOf('halving'),
    ];
    expect(racing.high).toBe(full.high);
    expect(racing.expected).toBeLessThan(full.expected);
    expect(halving.high).toBeLessThan(full.high);
    expect(halving.expected).toBeLessThan(racing.expected);
  });
});
