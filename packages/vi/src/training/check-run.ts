import type { Layer } from '../layers/layer.ts';
import { checkScores } from './check-scores.ts';
import { RunConfigurationError } from './run-configuration-error.ts';
import type { TrainOptions } from './train.ts';

/**
 * Refuses a run that would fail or mean nothing, before anything is asked of a model.
 *
 * @throws RunConfigurationError for settings that do not fit together
 * @throws UnsupportedCapabilityError where an objective needs a score that the scoring model cannot give
 */
export function checkRun(options: Omit<TrainOptions, 'samplerSeed'>): void {
  checkFigures(options);
  checkCombinations(options);
  checkScores(options);
}

function checkFigures({
  context,
  settings,
  dataset,
  prompts,
}: Omit<TrainOptions, 'samplerSeed'>): void {
  const inference = context.settings;
  const depth = context.layers.length;
  if (prompts.length !== depth)
    refuse(
      `${prompts.length} first prompts for ${depth} layers`,
      'Each layer begins with a prompt.',
      `Give ${depth}; an empty one counts.`,
    );
  const least: readonly (readonly [string, number, number])[] = [
    ['num_p_samples', inference.promptCandidates, 2],
    ['num_h_samples', inference.hiddenSamples, 1],
    ['answer_samples', inference.answerSamples, 1],
    ['batch_size', settings.batchSize, 1],
    ['iters', settings.iterations, 1],
    ['val_freq', settings.validationFrequency, 1],
  ];
  for (const [name, value, minimum] of least)
    if (!Number.isInteger(value) || value < minimum)
      refuse(`${name} ${value}`, '', `It takes an integer of ${minimum} or more.`);
  if (!(inference.posteriorTemperature > 0))
    refuse(
      `posterior_temp ${inference.posteriorTemperature}`,
      'Logits are divided by it.',
      'Give a number above 0; from 100 on, all hidden texts weigh the same.',
    );
  const isTrained =
    !settings.isZeroShot && !settings.isCostOnly && inference.trainedLayers.includes(true);
  if (isTrained && settings.batchSize > dataset.size('train'))
    refuse(
      `batch_size ${settings.batchSize}`,
      `${dataset.name} has ${dataset.size('train')} training examples here.`,
      `Give a batch_size of at most ${dataset.size('train')}, or allow more with max_train_size.`,
    );
}

function checkCombinations({
  context,
  strategies,
  settings,
}: Omit<TrainOptions, 'samplerSeed'>): void {
  const inference = context.settings;
  const depth = context.layers.length;
  const output = lastOf(context.layers);
  if (depth > 1 && settings.fewShots > 0)
    refuse(
      `n_shots ${settings.fewShots} with ${depth} layers`,
      'Labelled examples have no hidden texts to show.',
      'Use one layer (--one-layer true), or leave n_shots out.',
    );
  if (depth > 1 && settings.isCostOnly)
    refuse(
      `cost_only with ${depth} layers`,
      'What upper layers read is known only once it is written.',
      'Use one layer (--one-layer true).',
    );
  if (output.writesClasses && !output.outputClasses)
    refuse(
      'forward_use_classes without output classes',
      'The dataset allows any text.',
      'Set forward_use_classes to false, or name the classes in the dataset description.',
    );
  if (inference.outputScoring === 'samples' && !output.outputClasses)
    refuse(
      'output_scoring_function samples without output classes',
      'The dataset allows any text, and samples are counted by class.',
      'Set output_scoring_function to accuracy, or name the classes in the dataset description.',
    );
  if (strategies.trustRegionNeedsClasses && inference.trustFactor > 0 && !output.outputClasses)
    refuse(
      `trust_factor ${inference.trustFactor} without output classes`,
      'The trust region compares distributions over classes.',
      'Set trust_factor to 0, or name the classes in the dataset description.',
    );
  const oneText = inference.useHiddenArgMax || inference.hiddenSamples === 1;
  if (depth > 1 && inference.useContrastive && oneText)
    refuse(
      'use_nce with one hidden text an example',
      'There is nothing to contrast it with.',
      'Set num_h_samples to 2 or more and use_h_argmax to false, or use_nce to false.',
    );
}

function lastOf(layers: TrainOptions['context']['layers']): Layer {
  return layers.at(-1) ?? layers[0];
}

function refuse(what: string, why: string, fix: string): never {
  throw new RunConfigurationError({ what, why, fix });
}
