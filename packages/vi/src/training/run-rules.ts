import { describeLossFaults, findLossFaults } from '@dln/losses';
import { proposers as builtIn } from '../inference/proposers/proposers.ts';
import type { Layer } from '../layers/layer.ts';
import { plannedSteps } from './planned-steps.ts';
import type { RunConfigurationErrorOptions } from './run-configuration-error.ts';
import type { TrainOptions } from './train-options.ts';

/** A run before it starts; its random numbers may not be known. */
export type PlannedRun = Omit<TrainOptions, 'samplerSeed'> &
  Partial<Pick<TrainOptions, 'samplerSeed'>>;

/**
 * Settings that do not fit together: what is wrong and what would be accepted, or undefined if they
 * do.
 */
export type RunRule = (run: PlannedRun) => RunConfigurationErrorOptions | undefined;

const samplesAreDrawn: RunRule = ({ context }) => {
  const { samplesPerExample, sampleAggregate, passAt, sampleTemperature } = context.settings;
  const { layers } = context;
  const problem = tooSmall('samplesPerExample', samplesPerExample, 1);
  if (problem) return problem;
  if (samplesPerExample === 1)
    return sampleAggregate === 'pass' || passAt !== null
      ? {
          what: '`sampleAggregate: pass` or `passAt` with one answer per example',
          why: 'There is nothing to choose from.',
          fix: 'Set `samplesPerExample` to 2 or more.',
        }
      : undefined;
  if (!(sampleTemperature > 0))
    return {
      what: `\`sampleTemperature: ${sampleTemperature}\``,
      why: `At temperature 0 the ${samplesPerExample} samples of an example are the same.`,
      fix: 'Give a number above 0, such as 0.7.',
    };
  if (passAt !== null && sampleAggregate === 'mean')
    return {
      what: `\`passAt: ${passAt}\` with \`sampleAggregate: mean\``,
      why: 'A mean is over all samples.',
      fix: 'Set `sampleAggregate: pass`, or leave out `passAt`.',
    };
  if (passAt !== null && !(Number.isInteger(passAt) && passAt >= 1 && passAt <= samplesPerExample))
    return {
      what: `\`passAt: ${passAt}\` of ${samplesPerExample} samples`,
      why: '',
      fix: `Give an integer from 1 to ${samplesPerExample}.`,
    };
  return layers.length === 1 && lastOf(layers).writesClasses
    ? {
        what: `\`samplesPerExample: ${samplesPerExample}\` with \`forwardUseClasses\``,
        why: 'A single layer that writes its most probable class always answers the same.',
        fix: 'Set `forwardUseClasses: false`, or `samplesPerExample: 1`.',
      }
    : undefined;
};

/** What only the models of the context do would be right for them alone. */
const severalModels: RunRule = ({ context }) => {
  const { ensemble, settings, layers, alternatives } = context;
  if (!ensemble) return undefined;
  const wrong = ensemble.members.find(({ weight }) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong)
    return {
      what: `a weight of ${wrong.weight} for ${wrong.name}`,
      why: '',
      fix: 'Give each model a weight above 0.',
    };
  if (alternatives || layers.some(({ calibration }) => calibration))
    return {
      what: '`calibration` or a choice of `outputLayout` with several models',
      why: 'The prior of the classes is that of one model.',
      fix: 'Leave them out, or train on one model.',
    };
  return settings.jointChoice > 1
    ? {
        what: `\`jointChoice: ${settings.jointChoice}\` with several models`,
        why: 'Combinations are scored on one model.',
        fix: 'Leave out `jointChoice`, or train on one model.',
      }
    : undefined;
};

/** What no run can do, in any preset. */
const alwaysRefused: readonly RunRule[] = [
  samplesAreDrawn,
  severalModels,
  ({ context }) => {
    const { proposers } = context.settings;
    return proposers.length > 0 && new Set(proposers).size === proposers.length
      ? undefined
      : {
          what: `\`proposers: ${proposers.join(', ')}\``,
          why: '',
          fix: 'Name one or more, each once.',
        };
  },
  ({ context }) => tooSmall('answerSamples', context.settings.answerSamples, 1),
  // One example tells no difference from luck.
  ({ context }) => tooSmall('jointChoice', context.settings.jointChoice, 1),
  ({ context }) => tooSmall('raceBlock', context.settings.raceBlock, 2),
  ({ settings }) => tooSmall('batchSize', settings.batchSize, 1),
  ({ context }) => {
    const { posteriorTemperature } = context.settings;
    return posteriorTemperature > 0
      ? undefined
      : {
          what: `\`posteriorTemp: ${posteriorTemperature}\``,
          why: 'Logits are divided by it.',
          fix: 'Give a number above 0; from 100 on, all hidden texts weigh the same.',
        };
  },
  ({ context }) => {
    const { writesClasses, outputClasses } = lastOf(context.layers);
    return writesClasses && !outputClasses
      ? {
          what: '`forwardUseClasses` without output classes',
          why: 'The dataset allows any text.',
          fix: 'Set `forwardUseClasses: false`, or name the classes in the dataset description.',
        }
      : undefined;
  },
  ({ context: { settings, models } }) =>
    settings.costPenalty > 0 && models.forward.price === undefined
      ? {
          what: `\`costPenalty: ${settings.costPenalty}\` for ${models.forward.id}, which has no price`,
          why: 'The tokens of a prompt are turned into dollars.',
          fix: 'Name a file with its price as `prices`, or use `lengthPenalty`.',
        }
      : undefined,
  ({ context }) =>
    context.settings.outputScoring === 'samples' && !lastOf(context.layers).outputClasses
      ? {
          what: '`outputScoringFunction: samples` without output classes',
          why: 'The dataset allows any text, and samples are counted by class.',
          fix: 'Set `outputScoringFunction: accuracy`, or name the classes in the dataset description.',
        }
      : undefined,
];

const fewShotsNeedOneLayer: RunRule = ({ context, settings }) =>
  context.layers.length > 1 && settings.fewShots > 0
    ? {
        what: `\`nShots: ${settings.fewShots}\` with ${context.layers.length} layers`,
        why: 'Labelled examples have no hidden texts to show.',
        fix: 'Use one layer, or leave out `nShots`.',
      }
    : undefined;

const countingNeedsOneLayer: RunRule = ({ context, settings }) =>
  context.layers.length > 1 && settings.isCostOnly
    ? {
        what: `\`costOnly\` with ${context.layers.length} layers`,
        why: 'What upper layers read is known only once it is written.',
        fix: 'Use one layer.',
      }
    : undefined;

const trustRegionNeedsClasses: RunRule = ({ context }) =>
  context.settings.trustFactor > 0 && !lastOf(context.layers).outputClasses
    ? {
        what: `\`trustFactor: ${context.settings.trustFactor}\` without output classes`,
        why: 'The trust region compares distributions over classes.',
        fix: 'Set `trustFactor: 0`, or name the classes in the dataset description.',
      }
    : undefined;

const contrastNeedsTexts: RunRule = ({ context }) => {
  const { useContrastive, useHiddenArgMax, hiddenSamples } = context.settings;
  return trainsHiddenLayer(context) && useContrastive && (useHiddenArgMax || hiddenSamples === 1)
    ? {
        what: '`useNce` with one hidden text per example',
        why: 'There is nothing to contrast it with.',
        fix: 'Set `numHSamples` to 2 or more and `useHArgmax: false`, or set `useNce: false`.',
      }
    : undefined;
};

const lossTellsAnswersApart: RunRule = ({ context, dataset }) => {
  const { loss, layers } = context;
  const splits = (['train', 'dev', 'test'] as const).map((split) => dataset.examples(split));
  const faults = findLossFaults(loss, {
    classes: lastOf(layers).outputClasses?.verbalizers,
    targets: splits.flat().map(({ target }) => target),
  });
  const fault = describeLossFaults(loss.name, faults);
  return fault === undefined
    ? undefined
    : {
        what: `\`lossFunction: ${loss.name}\``,
        why: `${fault}.`,
        fix: 'Set `lossFunction: auto`, which compares classes, numbers or texts as the data need it.',
      };
};

/** Refuses settings that would fail, mean nothing or be ignored. */
export const standardRules: readonly RunRule[] = [
  ({ context }) => tooSmall('numPSamples', context.settings.promptCandidates, 2),
  ({ context }) => tooSmall('numHSamples', context.settings.hiddenSamples, 1),
  ({ context }) => tooSmall('numP1Steps', context.settings.hiddenPromptSteps, 1),
  ({ settings }) => tooSmall('iters', settings.iterations, 1),
  ({ settings }) => tooSmall('valFreq', settings.validationFrequency, 1),
  ...alwaysRefused,
  fewShotsNeedOneLayer,
  countingNeedsOneLayer,
  trustRegionNeedsClasses,
  contrastNeedsTexts,
  lossTellsAnswersApart,
];

/** Refuses only what ends the Python reference with an error, and what it does not have. */
export const referenceRules: readonly RunRule[] = [
  ({ context }) => {
    const { samplesPerExample } = context.settings;
    return samplesPerExample === 1
      ? undefined
      : {
          what: `\`samplesPerExample: ${samplesPerExample}\` under \`preset: reference\``,
          why: 'The reference answers each example once.',
          fix: 'Leave out `samplesPerExample`, or set `preset: standard`.',
        };
  },
  ({ context }) =>
    context.ensemble
      ? {
          what: '`models` under `preset: reference`',
          why: 'The reference trains on one model.',
          fix: 'Name one model as `fwdModelType`, or set `preset: standard`.',
        }
      : undefined,
  ({ context }) => {
    const { proposers } = context.settings;
    const others = proposers.filter((name) => name !== 'rewrite');
    // A proposer of a module replaces rewriting, as a change of the Python code would.
    const isReplaced =
      proposers.length === 1 && !others.some((name) => Object.hasOwn(builtIn, name));
    return others.length === 0 || isReplaced
      ? undefined
      : {
          what: `\`proposers: ${proposers.join(', ')}\` under \`preset: reference\``,
          why: 'The reference only rewrites.',
          fix: 'Leave out `proposers`, or set `preset: standard`.',
        };
  },
  ({ context }) => {
    const { ranking } = context.settings;
    return ranking === 'full'
      ? undefined
      : {
          what: `\`ranking: ${ranking}\` under \`preset: reference\``,
          why: 'The reference scores every candidate on every example.',
          fix: 'Leave out `ranking`, or set `preset: standard`.',
        };
  },
  ({ context }) => {
    const { jointChoice } = context.settings;
    return jointChoice === 1
      ? undefined
      : {
          what: `\`jointChoice: ${jointChoice}\` under \`preset: reference\``,
          why: 'In the reference, layers choose alone.',
          fix: 'Leave out `jointChoice`, or set `preset: standard`.',
        };
  },
  ({ context }) => tooSmall('numPSamples', context.settings.promptCandidates, 0),
  (run) =>
    run.context.layers.length > 1 && plannedSteps(run) > 0
      ? tooSmall('numHSamples', run.context.settings.hiddenSamples, 1)
      : undefined,
  ({ context }) =>
    trainsHiddenLayer(context)
      ? tooSmall('numP1Steps', context.settings.hiddenPromptSteps, 1)
      : undefined,
  ({ settings }) => tooSmall('iters', settings.iterations, 0),
  (run) =>
    plannedSteps(run) > 0 ? tooSmall('valFreq', run.settings.validationFrequency, 1) : undefined,
  ...alwaysRefused,
];

function trainsHiddenLayer({ layers, settings }: PlannedRun['context']): boolean {
  return settings.trainedLayers.slice(0, layers.length - 1).includes(true);
}

function tooSmall(
  name: string,
  value: number,
  minimum: number,
): RunConfigurationErrorOptions | undefined {
  return Number.isInteger(value) && value >= minimum
    ? undefined
    : { what: `\`${name}: ${value}\``, why: '', fix: `It takes an integer of ${minimum} or more.` };
}

function lastOf(layers: PlannedRun['context']['layers']): Layer {
  return layers.at(-1) ?? layers[0];
}
