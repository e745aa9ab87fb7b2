import { OutputClasses } from '@dln/datasets';
import type { InferenceSettings } from '../inference/inference-settings.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { Layers } from '../layers/layer.ts';
import { createFakeModel } from '@dln/llm/testing';
import { describe, expect, it } from 'vitest';
import { checkScores } from './check-scores.ts';
import { planScoring } from '../inference/plan-scoring.ts';
import { smallWorld } from './small-world.fixture.ts';
import { defaultTrainingSettings } from './training-settings.ts';

const models = {
  'plain chat': createFakeModel({ id: 'plain' }),
  'chat with top_logprobs': createFakeModel({
    id: 'top',
    nextToken: { logProbabilities: { yes: -1 } },
    capabilities: { maxTopTokens: 20 },
  }),
  'completions with echo': createFakeModel({
    id: 'echo',
    scoreText: -1,
    nextToken: { logProbabilities: { yes: -1 } },
    capabilities: { textScoring: 'echo' },
  }),
};

/** A network that answers yes or no, scored by one of the models. */
function network(
  model: keyof typeof models,
  depth: number,
  settings: Partial<InferenceSettings>,
  writesClasses = false,
  classes: readonly string[] = ['yes', 'no'],
): InferenceContext {
  const context = smallWorld(depth, settings);
  const last = context.layers.length - 1;
  const layers = context.layers.map((layer, index) =>
    index === last ? { ...layer, writesClasses, outputClasses: new OutputClasses(classes) } : layer,
  );
  return {
    ...context,
    layers: layers as unknown as Layers,
    models: { ...context.models, score: models[model] },
  };
}

const check = (context: InferenceContext, isZeroShot = false): void => {
  checkScores({ context, settings: { ...defaultTrainingSettings, isZeroShot } });
};

describe('what a scoring model cannot give', () => {
  it.each([
    ['plain chat', 2, {}, 'samples` (or accuracy) and `hiddenScoringFunction: accuracy`.'],
    ['plain chat', 1, {}, 'or set `outputScoringFunction: samples` (or accuracy).'],
    ['plain chat', 2, { outputScoring: 'samples' }, 'or set `hiddenScoringFunction: accuracy`.'],
    [
      'plain chat',
      2,
      { hiddenScoring: 'accuracy' },
      'or set `outputScoringFunction: samples` (or accuracy).',
    ],
    ['chat with top_logprobs', 2, {}, 'or set `hiddenScoringFunction: accuracy`.'],
  ] as const)('of %s, %i layers and %j is refused with the settings that it can', (...args) => {
    const [model, depth, settings, advice] = args;
    expect(() => check(network(model, depth, settings))).toThrow(advice);
  });

  it('is refused where answers are written by class', () => {
    const settings = { outputScoring: 'accuracy' } as const;
    expect(() => check(network('plain chat', 1, settings, true))).toThrow(
      'or set `forwardUseClasses: false`.',
    );
  });

  it('is refused if a first token does not tell the classes apart', () => {
    const of = (model: keyof typeof models, outputScoring: 'logprobs' | 'samples'): void => {
      check(network(model, 1, { outputScoring }, false, ['not', 'not sure']));
    };
    expect(() => {
      of('chat with top_logprobs', 'logprobs');
    }).toThrow(
      'This run cannot be made: `outputScoringFunction: logprobs`. top shows the first token of an answer only, and it does not tell the classes "not" and "not sure" apart: one begins the other. Set `outputScoringFunction: samples` (or accuracy)',
    );
    expect(() => {
      of('chat with top_logprobs', 'samples');
      of('completions with echo', 'logprobs');
    }).not.toThrow();
  });

  it('does not matter if nothing is trained', () => {
    expect(() => check(network('plain chat', 2, {}), true)).not.toThrow();
    expect(() => check(network('plain chat', 2, {}, true), true)).toThrow(
      'or set `forwardUseClasses: false`.',
    );
  });
});

describe('the plan of a run', () => {
  it.each([
    ['plain chat', 1, { outputScoring: 'samples', answerSamples: 7 }, 'share of 7 samples', null],
    [
      'plain chat',
      2,
      { outputScoring: 'accuracy', hiddenScoring: 'accuracy' },
      'accuracy',
      'accuracy',
    ],
    ['chat with top_logprobs', 2, { hiddenScoring: 'accuracy' }, 'first token, top 20', 'accuracy'],
    [
      'completions with echo',
      2,
      {},
      'next token, top 100, else whole class by echo',
      'whole text by echo',
    ],
  ] as const)('with %s, %i layers and %j: %s; %s', (model, depth, settings, answers, hidden) => {
    const context = network(model, depth, settings);
    check(context);
    expect(planScoring(context)).toEqual({ answers, hiddenTexts: hidden });
  });
});
