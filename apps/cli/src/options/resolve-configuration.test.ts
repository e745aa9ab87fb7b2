import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import {
  type Configuration,
  ConfigurationError,
  inFlags,
  parseConfigurationFile,
  resolveConfiguration,
} from '@dln/run';
import { addSettings } from './add-settings.ts';
import { readFlags } from './read-flags.ts';

function fromFlags(...flags: readonly string[]): Configuration {
  return fromFlagsAndFile({ flags });
}

/** As the command line resolves them, with its way to show errors. */
function fromFlagsAndFile(options: Parameters<typeof resolveAll>[0]): Configuration {
  try {
    return resolveAll(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new Error(inFlags(error.message), { cause: error });
  }
}

function resolveAll(options: {
  readonly flags: readonly string[];
  readonly yaml?: string;
}): Configuration {
  const command = addSettings(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  command.parse([...options.flags], { from: 'user' });
  const { yaml } = options;
  return resolveConfiguration({
    flags: readFlags(command),
    file:
      yaml === undefined
        ? undefined
        : { path: 'run.yaml', values: parseConfigurationFile('run.yaml', yaml) },
  });
}

describe('resolveConfiguration', () => {
  it.each([
    ['--one-layer', { layers: 1 }],
    ['--one-layer true', { layers: 1 }],
    ['--one-layer True', { layers: 1 }],
    ['--one-layer false', { layers: 2 }],
    ['--one-layer False', { layers: 2 }],
    ['--one-layer false --layers 3', { layers: 3 }],
    ['--model m', { fwdModelType: 'm', bwdModelType: null }],
    ['--do-first-eval --balance-batch', { doFirstEval: true, balanceBatch: true }],
    ['--do-first-eval false', { doFirstEval: false }],
    ['--train-p1 False', { trainP1: false, trainP2: true }],
    ['--tolerance -1 --n-shots -1', { tolerance: -1, nShots: -1 }],
    [
      '--num-p-samples 7 --num-h-samples 2 --num-p1-steps 3',
      { numPSamples: 7, numHSamples: 2, numP1Steps: 3 },
    ],
    ['--trust-factor .5 --posterior-temp 0.15', { trustFactor: 0.5, posteriorTemp: 0.15 }],
    ['--use-h-argmax', { useHArgmax: true }],
    ['--use-nce True', { useNce: true }],
    ['--logp-penalty 3 --decay-logp-penalty false', { logpPenalty: 3, decayLogpPenalty: false }],
    [
      '--posterior-sharpening-use-mi-regularization true',
      { posteriorSharpeningUseMiRegularization: true },
    ],
    ['--layers 3 --prompt a --prompt b --prompt c', { layers: 3, prompts: ['a', 'b', 'c'] }],
    ['--template x --template y:v1', { templates: ['x', 'y:v1'] }],
    ['--init-p2 -5', { initP2: '-5' }],
    ['--seed 13', { seed: 13, samplerSeed: 13 }],
    ['--seed 13 --sampler-seed 7', { seed: 13, samplerSeed: 7 }],
  ])('reads %s', (flags, expected) => {
    expect(fromFlags('--dataset', 'subj', ...flags.split(' '))).toMatchObject(expected);
  });

  it("takes the reference's defaults with the preset of that name", () => {
    expect(fromFlags('--preset', 'reference')).toEqual({
      preset: 'reference',
      seed: 42,
      samplerSeed: 42,
      modules: [],
      allowChangedModules: false,
      dataset: 'subj',
      dataDir: 'data',
      datasetInfo: null,
      maxTrainSize: -1,
      maxDevSize: -1,
      maxTestSize: -1,
      nShots: -1,
      balanceBatch: false,
      batchSize: 20,
      layers: 2,
      prompts: null,
      templates: null,
      pHidden: 'suffix_forward_tbs',
      pClass: 'classify_forward',
      layout: 'given',
      pResidual: 'classify_residual',
      initP1: null,
      initP2: null,
      trainP1: true,
      trainP2: true,
      p1MaxTokens: 256,
      p2MaxTokens: 20,
      forwardUseClasses: true,
      stripOptionsForHidden: false,
      templatesDir: null,
      iters: 20,
      valFreq: 2,
      doFirstEval: false,
      stopWhenPerfect: false,
      baseline: false,
      bound: false,
      boundSamples: 4,
      boundExamples: 20,
      doZeroShot: false,
      costOnly: false,
      tolerance: -1,
      useMemory: 0,
      qPrompt: 'q_action_prompt',
      numPSamples: 5,
      numP1Steps: 1,
      acceptBeyond: 0,
      proposers: ['rewrite'],
      promptPool: null,
      demonstrations: 6,
      demonstrationTokens: 400,
      copiedText: 'off',
      copiedWords: 8,
      lengthPenalty: 0,
      validityWeight: 0.5,
      costPenalty: 0,
      outputSchema: null,
      format: 'plain',
      heldOutPromptRanking: false,
      qHidden: 'suffix_forward_tbs',
      numHSamples: 3,
      useHArgmax: false,
      rewriteLossOnly: false,
      posteriorTemp: 1,
      posteriorWeights: 'mean',
      posteriorShare: 0.5,
      posteriorSharpeningIncludePrior: true,
      posteriorSharpeningCorrectWeighting: false,
      posteriorSharpeningUseMiRegularization: false,
      calibration: 'none',
      calibrationInputs: 24,
      ranking: 'full',
      raceBlock: 5,
      jointChoice: 1,
      dropBeyond: 2,
      lossFunction: 'exact_match_loss',
      outputScoringFunction: 'logprobs',
      answerSamples: 5,
      samplesPerExample: 1,
      sampleAggregate: 'mean',
      passAt: null,
      sampleTemperature: 0.7,
      hiddenScoringFunction: 'logprobs',
      trustFactor: 0,
      logpPenalty: 0,
      decayLogpPenalty: true,
      useNce: false,
      burnInRatio: 0.05,
      fwdModelType: null,
      bwdModelType: null,
      scoreModel: null,
      models: null,
      modelWeights: null,
      modelAggregate: 'mean',
      connectionsConfig: null,
      api: 'completions',
      probe: false,
      fwdTemp: 0,
      bwdTemp: 0.7,
      fwdMaxTokens: 256,
      bwdMaxTokens: 512,
      concurrency: 32,
      promptsPerRequest: 1,
      maxRequests: null,
      maxTokensTotal: null,
      maxCost: null,
      maxMinutes: null,
      prices: null,
      outDir: 'runs',
      resultDataPath: null,
    });
  });

  it("takes the paper's settings by default", () => {
    expect(fromFlags('--dataset', 'navigate')).toMatchObject({
      preset: 'standard',
      batchSize: 20,
      numPSamples: 20,
      numHSamples: 5,
      useMemory: 5,
      heldOutPromptRanking: true,
      doFirstEval: true,
    });
  });

  it('puts flags over the file, and the file over the defaults of the preset that it names', () => {
    const configuration = fromFlagsAndFile({
      flags: ['--batch-size', '3'],
      yaml: 'preset: reference\nbatchSize: 4\niters: 6\n',
    });
    expect(configuration).toMatchObject({ batchSize: 3, iters: 6, numPSamples: 5 });
  });

  it('repeats a run from its config.json', () => {
    const configuration = fromFlags('--dataset', 'subj', '--layers', '3', '--seed', '5');
    const yaml = JSON.stringify({ configuration, versions: { dln: '1.0.0' } });
    expect(fromFlagsAndFile({ flags: [], yaml })).toEqual(configuration);
  });

  it('accepts an alias in the file', () => {
    const { layers } = fromFlagsAndFile({ flags: [], yaml: 'dataset: subj\noneLayer: true\n' });
    expect(layers).toBe(1);
  });

  it('gives other defaults for a small model, below settings that are given', () => {
    const yaml = 'dataset: subj\nbatchSize: 12\n';
    const configuration = fromFlagsAndFile({ flags: ['--small-model', '--iters', '3'], yaml });
    const { preset, layers, calibration, pClass, ranking, batchSize, iters } = configuration;
    expect({ preset, layers, calibration, pClass, ranking, batchSize, iters }).toEqual({
      preset: 'standard',
      layers: 1,
      calibration: 'shares',
      pClass: 'input_output_line',
      ranking: 'halving',
      batchSize: 12,
      iters: 3,
    });
    expect(fromFlags('--dataset', 'subj', '--small-model', 'false')).toEqual(
      fromFlags('--dataset', 'subj'),
    );
    expect(() => fromFlags('--dataset', 'subj', '--small-model', '--preset', 'reference')).toThrow(
      '--small-model (true) and --preset ("reference") contradict each other',
    );
  });

  it.each([
    ['--batch-size 0', '--batch-size expects a whole number of at least 1; it is 0'],
    ['--batch-size many', '--batch-size expects a whole number of at least 1; it is "many"'],
    ['--iters 1.5', '--iters expects a whole number of at least 1; it is 1.5'],
    ['--one-layer yes', '--one-layer expects true or false; it is "yes"'],
    ['--preset paper', '--preset expects standard or reference; it is "paper"'],
    ['--posterior-temp 0', '--posterior-temp expects a number above 0; it is 0'],
    ['--burn-in-ratio 2', '--burn-in-ratio expects a number from 0 to 1; it is 2'],
    ['--seed -1', '--seed expects a whole number from 0 to 4294967295; it is -1'],
  ])('refuses %s and names the accepted values', (flags, message) => {
    expect(() => fromFlags('--dataset', 'subj', ...flags.split(' '))).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() => fromFlags('--batch-size', '0', '--iters', 'x')).toThrow(
      /--batch-size expects [^]*--iters expects /,
    );
  });

  it.each([
    ['batch-size: 3', 'batch-size in run.yaml is no setting; did you mean batchSize?'],
    ['num_p_samples: 3', 'num_p_samples in run.yaml is no setting; did you mean numPSamples?'],
    ['itres: 3', 'itres in run.yaml is no setting; did you mean iters?'],
    ['iters: three', 'iters in run.yaml expects a whole number of at least 1; it is "three"'],
    ['iters: [', 'run.yaml, line 1: Flow sequence'],
    ['- iters', 'run.yaml must hold settings by name'],
  ])('refuses a file with %s', (yaml, message) => {
    expect(() => fromFlagsAndFile({ flags: ['--dataset', 'subj'], yaml })).toThrow(message);
  });

  it.each([
    ['', '--dataset is missing'],
    ['--dataset subj --one-layer --layers 2', '--one-layer (true) and --layers (2) contradict'],
    ['--dataset subj --prompt a', '--prompt is given once, but the network has 2 layers'],
    [
      '--dataset subj --layers 1 --template a --template b',
      '--template is given 2 times, but the network has 1 layer;',
    ],
    ['--dataset subj --layers 1 --prompt a --init-p2 b', '--prompt and --init-p2 both set'],
    [
      '--dataset subj --template a --template b --p-hidden c',
      '--template and --p-hidden both name',
    ],
    [
      '--dataset subj --one-layer --init-p1 a',
      '--init-p1 is for the first of two layers, and this network has one',
    ],
    [
      '--dataset subj --layers 3 --init-p1 a',
      'this network has 3; give --prompt once for each layer',
    ],
    ['--dataset subj --use-nce --num-h-samples 1', 'needs at least --num-h-samples 2'],
    ['--dataset subj --use-nce --use-h-argmax', 'turn one of the two off'],
    [
      '--dataset subj --use-nce --hidden-scoring-function accuracy',
      '--use-nce compares log-probabilities',
    ],
    [
      '--dataset subj --trust-factor 1 --output-scoring-function accuracy',
      '--trust-factor compares the probabilities',
    ],
    [
      '--dataset subj --n-shots 5',
      '--n-shots puts solved examples before the input of a one-layer network',
    ],
    [
      '--dataset subj --one-layer --n-shots 2 --p-class input_output',
      '--p-class input_output writes "Input:" before the input, and so does --n-shots 2; leave one of the two out',
    ],
    [
      '--dataset subj --one-layer --n-shots 2 --template input_output:v1.0',
      '--template input_output:v1.0 writes "Input:" before the input, and so does --n-shots 2; leave one of the two out',
    ],
    [
      '--preset reference --dataset subj --one-layer --n-shots 2 --p-class input_output',
      '--p-class input_output writes "Input:"',
    ],
    ['--dataset subj --cost-only', 'add --layers 1'],
    ['--dataset subj --train-p1 false --train-p2 false', 'no layer is trained'],
    ['--dataset subj --one-layer --train-p2 false', 'no layer is trained'],
    ['--dataset subj --iters 0', '--iters expects a whole number of at least 1; it is 0'],
    ['--dataset subj --num-p-samples 1', 'expects a whole number of at least 2; it is 1'],
    ['--dataset subj --num-h-samples 0', 'expects a whole number of at least 1; it is 0'],
    ['--dataset subj --num-p1-steps 0', 'expects a whole number of at least 1; it is 0'],
    ['--dataset subj --val-freq 0', 'expects a whole number of at least 1; it is 0'],
  ])('refuses the combination "%s"', (flags, message) => {
    expect(() => fromFlags(...flags.split(' ').filter(Boolean))).toThrow(message);
  });

  it.each(['--n-shots 0 --p-class input_output', '--n-shots 2', '--p-class input_output'])(
    'accepts "%s" with one layer',
    (flags) => {
      expect(() =>
        fromFlags('--dataset', 'subj', '--one-layer', ...flags.split(' ')),
      ).not.toThrow();
    },
  );

  // What the Python reference runs to its end.
  it.each([
    '--use-nce --use-h-argmax',
    '--use-nce --num-h-samples 1',
    '--use-nce --hidden-scoring-function accuracy --train-p1 false',
    '--trust-factor 1 --output-scoring-function accuracy',
    '--trust-factor 1 --one-layer',
    '--n-shots 5',
    '--cost-only',
    '--one-layer --init-p1 a',
    '--one-layer --train-p2 false',
    '--train-p1 false --train-p2 false',
    '--iters 0',
    '--num-p-samples 1',
    '--one-layer --num-h-samples 0',
    '--train-p1 false --num-p1-steps 0',
    '--do-zero-shot --val-freq 0',
  ])('accepts "%s" with the reference preset', (flags) => {
    expect(() => fromFlags('--preset', 'reference', ...flags.split(' '))).not.toThrow();
  });
});
