import type { InferenceContext } from '../inference/inference-context.ts';
import {
  classesUnscorable,
  nothingScorable,
  scoresClasses,
  scoresTexts,
  textsUnscorable,
} from '../scoring/scorable.ts';
import { RunConfigurationError } from './run-configuration-error.ts';
import type { TrainOptions } from './train-options.ts';

/**
 * Refuses a run that needs scores which its scoring model cannot give, with the settings that it
 * can.
 *
 * @throws UnsupportedCapabilityError
 * @throws RunConfigurationError for classes that the model's next tokens do not tell apart
 */
export function checkScores({
  context,
  settings,
}: Pick<TrainOptions, 'context' | 'settings'>): void {
  const { score } = context.models;
  const isTrained = !settings.isZeroShot && !settings.isCostOnly;
  const { writesClasses, output, hidden } = scoresOf(context);
  const lacksClasses = !scoresClasses(score);
  const lacksTexts = !scoresTexts(score);
  if (writesClasses && lacksClasses && !isTrained)
    throw classesUnscorable(score.id, '`forwardUseClasses: false`');
  if (!isTrained) return;
  const lackOf = { nothing: false, classes: lacksClasses, texts: lacksTexts };
  const lacksOutput = lackOf[output];
  const lacksHidden = hidden && lacksTexts;
  const advised = [
    ...(lacksOutput
      ? [
          output === 'texts'
            ? '`outputScoringFunction: accuracy`'
            : '`outputScoringFunction: samples` (or accuracy)',
        ]
      : []),
    ...(lacksHidden ? ['`hiddenScoringFunction: accuracy`'] : []),
    ...(writesClasses && lacksClasses && !lacksOutput ? ['`forwardUseClasses: false`'] : []),
  ].join(' and ');
  if (advised === '') {
    if (output === 'classes') refuseAmbiguousClasses(context);
    return;
  }
  if (lacksOutput && lacksHidden && output === 'classes') throw nothingScorable(score.id, advised);
  throw lacksHidden || output === 'texts'
    ? textsUnscorable(score.id, advised)
    : classesUnscorable(score.id, advised);
}

/**
 * Refuses classes that the scoring model's tokens do not tell apart: a score of one would be a
 * score of both.
 */
function refuseAmbiguousClasses({ layers, models, strategies }: InferenceContext): void {
  const { outputClasses } = layers.at(-1) ?? layers[0];
  if (!outputClasses) return;
  const why = strategies.classScoring.problem?.(models.score, outputClasses.verbalizers);
  if (why === undefined) return;
  throw new RunConfigurationError({
    what: '`outputScoringFunction: logprobs`',
    why,
    fix: 'Set `outputScoringFunction: samples` (or accuracy), name a scoring model that continues or scores texts, or give the classes names that do not begin alike.',
  });
}

/** What training a network needs log-probabilities of. */
function scoresOf({ layers, settings, strategies }: InferenceContext): {
  readonly writesClasses: boolean;
  readonly output: 'nothing' | 'classes' | 'texts';
  readonly hidden: boolean;
} {
  const output = layers.at(-1) ?? layers[0];
  const isDeep = layers.length > 1;
  // The reference holds against a hidden text what it gives away as a text, also where answers are
  // classes.
  const scoresAnswersAsTexts =
    isDeep &&
    settings.useMutualInformation &&
    settings.outputScoring !== 'accuracy' &&
    strategies.mutualInformationOver === 'text';
  const classesOrTexts = output.outputClasses && !scoresAnswersAsTexts ? 'classes' : 'texts';
  const isFree = settings.outputScoring === 'samples' && !scoresAnswersAsTexts;
  return {
    writesClasses: output.writesClasses,
    output: settings.outputScoring === 'accuracy' || isFree ? 'nothing' : classesOrTexts,
    hidden: isDeep && settings.hiddenScoring === 'logprobs',
  };
}
