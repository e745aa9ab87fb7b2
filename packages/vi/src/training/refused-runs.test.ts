import { Dataset } from '@dln/datasets';
import { describe, expect, it } from 'vitest';
import type { InferenceSettings } from '../inference/inference-settings.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { checkRun } from './check-run.ts';
import { createStrategies, type PresetName } from './presets.ts';
import type { PlannedRun } from './run-rules.ts';
import { inputs, smallWorld, targets } from './small-world.fixture.ts';
import { defaultTrainingSettings, type TrainingSettings } from './training-settings.ts';

interface Given {
  readonly depth?: number;
  readonly inference?: Partial<InferenceSettings>;
  readonly training?: Partial<TrainingSettings>;
  readonly layer?: Partial<PlannedRun['context']['layers'][0]>;
}

const examples = inputs.map((input, index) => ({ input, target: targets[index] ?? '' }));

/** What a preset says of a run; undefined if it accepts the run. */
function problemOf(preset: PresetName, given: Given): string | undefined {
  const { depth = 2, inference = {}, training = {}, layer = {} } = given;
  const context = smallWorld(depth, inference);
  const { inference: strategies, ...others } = createStrategies(preset, 1);
  const [first, ...rest] = context.layers.map((own, at) =>
    at === depth - 1 ? { ...own, ...layer } : own,
  );
  if (!first) throw new Error('no layer');
  try {
    checkRun({
      context: { ...context, layers: [first, ...rest], strategies },
      strategies: others,
      settings: { ...defaultTrainingSettings, iterations: 2, batchSize: 4, ...training },
      dataset: new Dataset({
        name: 'small-world',
        splits: { train: examples, dev: examples, test: examples },
        seed: 1,
      }),
      parameters: Array.from({ length: depth }, () => instructionOnly('p0')),
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const presets = ['standard', 'reference'] as const;

describe.each(presets)('the preset %s', (preset) => {
  const problem = (given: Given): string | undefined => problemOf(preset, given);

  it('accepts the settings of the small world', () => {
    expect(problem({})).toBeUndefined();
  });

  it.each<readonly [string, Given]>([
    ['`proposers: `', { inference: { proposers: [] } }],
    ['`answerSamples: 0`', { inference: { answerSamples: 0 } }],
    ['`jointChoice: 0`', { inference: { jointChoice: 0 } }],
    ['`raceBlock: 1`', { inference: { raceBlock: 1 } }],
    ['`batchSize: 0`', { training: { batchSize: 0 } }],
    ['`posteriorTemp: 0`', { inference: { posteriorTemperature: 0 } }],
    ['`posteriorTemp: -1`', { inference: { posteriorTemperature: -1 } }],
    ['`forwardUseClasses` without output classes', { layer: { writesClasses: true } }],
    ['`costPenalty: 1` for table, which has no price', { inference: { costPenalty: 1 } }],
    ['`outputScoringFunction: samples` without', { inference: { outputScoring: 'samples' } }],
  ])('refuses %s', (what, given) => {
    expect(problem(given)).toContain(what);
  });

  it('accepts the least values of these settings', () => {
    const inference = { answerSamples: 1, jointChoice: 1, raceBlock: 2, posteriorTemperature: 0.1 };
    expect(problem({ inference, training: { batchSize: 1 } })).toBeUndefined();
  });
});

describe('the preset standard', () => {
  it.each<readonly [string, Given]>([
    ['`numPSamples: 1`', { inference: { promptCandidates: 1 } }],
    ['`numHSamples: 0`', { inference: { hiddenSamples: 0 } }],
    ['`numP1Steps: 0`', { inference: { hiddenPromptSteps: 0 } }],
    ['`iters: 0`', { training: { iterations: 0 } }],
    ['`valFreq: 0`', { training: { validationFrequency: 0 } }],
    ['`proposers: edits, edits`', { inference: { proposers: ['edits', 'edits'] } }],
    ['`nShots: 2` with 2 layers', { training: { fewShots: 2 } }],
    ['`costOnly` with 2 layers', { training: { isCostOnly: true } }],
    ['`trustFactor: 1` without output classes', { inference: { trustFactor: 1 } }],
    ['`useNce` with one hidden text', { inference: { useContrastive: true, hiddenSamples: 1 } }],
  ])('refuses %s', (what, given) => {
    expect(problemOf('standard', given)).toContain(what);
  });

  it('accepts a few-shot prompt, and counting, with a single layer', () => {
    expect(problemOf('standard', { depth: 1, training: { fewShots: 2 } })).toBeUndefined();
    expect(problemOf('standard', { depth: 1, training: { isCostOnly: true } })).toBeUndefined();
  });

  it('accepts several proposers, those of modules among them', () => {
    const inference = { proposers: ['rewrite', 'edits', 'longer'] };
    expect(problemOf('standard', { inference })).toBeUndefined();
  });

  it('accepts one hidden text in a contrast that no layer is trained by', () => {
    const inference = { useContrastive: true, hiddenSamples: 1, trainedLayers: [false, true] };
    expect(problemOf('standard', { inference })).toBeUndefined();
  });
});

describe('the preset reference', () => {
  it.each<readonly [string, Partial<InferenceSettings>]>([
    ['`proposers: edits`', { proposers: ['edits'] }],
    ['`proposers: rewrite, edits`', { proposers: ['rewrite', 'edits'] }],
    ['`proposers: rewrite, longer`', { proposers: ['rewrite', 'longer'] }],
    ['`ranking: racing`', { ranking: 'racing' }],
    ['`jointChoice: 2`', { jointChoice: 2 }],
  ])('refuses %s, which it does not have', (what, inference) => {
    expect(problemOf('reference', { inference })).toContain(`${what} under \`preset: reference\``);
  });

  it('accepts the proposer of a module in place of rewriting', () => {
    expect(problemOf('reference', { inference: { proposers: ['longer'] } })).toBeUndefined();
  });

  it('accepts what it ignores: few-shot examples, and rounds of a layer that is not trained', () => {
    expect(problemOf('reference', { training: { fewShots: 2 } })).toBeUndefined();
    const inference = { hiddenPromptSteps: 0, trainedLayers: [false, true] };
    expect(problemOf('reference', { inference })).toBeUndefined();
  });
});
