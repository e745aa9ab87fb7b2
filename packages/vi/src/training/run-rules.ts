import { describeLossFaults, findLossFaults } from '@dln/losses';
import type { Layer } from '../layers/layer.ts';
import { plannedSteps } from './planned-steps.ts';
import type { RunConfigurationErrorOptions } from './run-configuration-error.ts';
import type { TrainOptions } from './train.ts';

/** A run before it starts: all but its random numbers. */
export type PlannedRun = Omit<TrainOptions, 'samplerSeed'>;

/** Settings that do not fit together: what is wrong and what would be accepted, or undefined if they do. */
export type RunRule = (run: PlannedRun) => RunConfigurationErrorOptions | undefined;

/** What no run can do, in any preset. */
const alwaysRefused: readonly RunRule[] = [
  ({ context }) => {
    const { proposers } = context.settings;
    return proposers.length > 0 && new Set(proposers).size === proposers.length
      ? undefined
      : {
          what: `proposers ${proposers.join(', ')}`,
          why: '',
          fix: 'Name one or more, each once.',
        };
  },
  ({ context }) => tooSmall('answer_samples', context.settings.answerSamples, 1),
  ({ settings }) => tooSmall('batch_size', settings.batchSize, 1),
  ({ context }) => {
    const { posteriorTemperature } = context.settings;
    return posteriorTemperature > 0
      ? undefined
      : {
          what: `posterior_temp ${posteriorTemperature}`,
          why: 'Logits are divided by it.',
          fix: 'Give a number above 0; from 100 on, all hidden texts weigh the same.',
        };
  },
  ({ context }) => {
    const { writesClasses, outputClasses } = lastOf(context.layers);
    return writesClasses && !outputClasses
      ? {
          what: 'forward_use_classes without output classes',
          why: 'The dataset allows any text.',
          fix: 'Set forward_use_classes to false, or name the classes in the dataset description.',
        }
      : undefined;
  },
  ({ context }) =>
    context.settings.outputScoring === 'samples' && !lastOf(context.layers).outputClasses
      ? {
          what: 'output_scoring_function samples without output classes',
          why: 'The dataset allows any text, and samples are counted by class.',
          fix: 'Set output_scoring_function to accuracy, or name the classes in the dataset description.',
        }
      : undefined,
];

const fewShotsNeedOneLayer: RunRule = ({ context, settings }) =>
  context.layers.length > 1 && settings.fewShots > 0
    ? {
        what: `n_shots ${settings.fewShots} with ${context.layers.length} layers`,
        why: 'Labelled examples have no hidden texts to show.',
        fix: 'Use one layer, or leave n_shots out.',
      }
    : undefined;

const countingNeedsOneLayer: RunRule = ({ context, settings }) =>
  context.layers.length > 1 && settings.isCostOnly
    ? {
        what: `cost_only with ${context.layers.length} layers`,
        why: 'What upper layers read is known only once it is written.',
        fix: 'Use one layer.',
      }
    : undefined;

const trustRegionNeedsClasses: RunRule = ({ context }) =>
  context.settings.trustFactor > 0 && !lastOf(context.layers).outputClasses
    ? {
        what: `trust_factor ${context.settings.trustFactor} without output classes`,
        why: 'The trust region compares distributions over classes.',
        fix: 'Set trust_factor to 0, or name the classes in the dataset description.',
      }
    : undefined;

const contrastNeedsTexts: RunRule = ({ context }) => {
  const { useContrastive, useHiddenArgMax, hiddenSamples } = context.settings;
  return trainsHiddenLayer(context) && useContrastive && (useHiddenArgMax || hiddenSamples === 1)
    ? {
        what: 'use_nce with one hidden text an example',
        why: 'There is nothing to contrast it with.',
        fix: 'Set num_h_samples to 2 or more and use_h_argmax to false, or use_nce to false.',
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
        what: `loss_function ${loss.name}`,
        why: `${fault}.`,
        fix: 'Set loss_function to auto, which compares classes, numbers or texts as the data need it.',
      };
};

/** Refuses settings that would fail, mean nothing or be ignored. */
export const standardRules: readonly RunRule[] = [
  ({ context }) => tooSmall('num_p_samples', context.settings.promptCandidates, 2),
  ({ context }) => tooSmall('num_h_samples', context.settings.hiddenSamples, 1),
  ({ context }) => tooSmall('num_p1_steps', context.settings.hiddenPromptSteps, 1),
  ({ settings }) => tooSmall('iters', settings.iterations, 1),
  ({ settings }) => tooSmall('val_freq', settings.validationFrequency, 1),
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
    const { proposers } = context.settings;
    return proposers.every((name) => name === 'rewrite')
      ? undefined
      : {
          what: `proposers ${proposers.join(', ')} under the preset reference`,
          why: 'The reference only rewrites.',
          fix: 'Leave proposers out, or set preset to standard.',
        };
  },
  ({ context }) => tooSmall('num_p_samples', context.settings.promptCandidates, 0),
  (run) =>
    run.context.layers.length > 1 && plannedSteps(run) > 0
      ? tooSmall('num_h_samples', run.context.settings.hiddenSamples, 1)
      : undefined,
  ({ context }) =>
    trainsHiddenLayer(context)
      ? tooSmall('num_p1_steps', context.settings.hiddenPromptSteps, 1)
      : undefined,
  ({ settings }) => tooSmall('iters', settings.iterations, 0),
  (run) =>
    plannedSteps(run) > 0 ? tooSmall('val_freq', run.settings.validationFrequency, 1) : undefined,
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
    : { what: `${name} ${value}`, why: '', fix: `It takes an integer of ${minimum} or more.` };
}

function lastOf(layers: PlannedRun['context']['layers']): Layer {
  return layers.at(-1) ?? layers[0];
}
