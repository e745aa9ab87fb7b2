import type { Dataset } from '@dln/datasets';
import type { LanguageModel } from '@dln/llm';
import { scoresClasses } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** Settings that were decided for the caller, and a sentence on each. */
export interface Chosen {
  readonly values: Partial<Configuration>;
  readonly notes: readonly string[];
}

/**
 * How answers and hidden texts are scored: by log-probability if the model gives it, else classes
 * by the share of sampled answers, and texts by accuracy.
 *
 * @param given settings of the caller, which stay as they are
 */
export function chooseScoring(
  score: LanguageModel,
  dataset: Dataset,
  { layers, given }: { readonly layers: number; readonly given: Partial<Configuration> },
): Chosen {
  const scoresTexts = score.capabilities.scoresText && score.scoreText !== undefined;
  const canAnswer = dataset.outputClasses ? scoresClasses(score) : scoresTexts;
  const answers = dataset.outputClasses ? ('samples' as const) : ('accuracy' as const);
  const choosesAnswers = !canAnswer && given.outputScoringFunction === undefined;
  const choosesTexts = layers > 1 && !scoresTexts && given.hiddenScoringFunction === undefined;
  const ways = [
    ...(choosesAnswers
      ? [
          answers === 'samples'
            ? 'its answers are scored by the share of sampled answers that are right (outputScoringFunction: "samples")'
            : 'its answers are scored by accuracy (outputScoringFunction: "accuracy")',
        ]
      : []),
    ...(choosesTexts
      ? ['texts between layers by accuracy (hiddenScoringFunction: "accuracy")']
      : []),
  ];
  return {
    values: {
      ...(choosesAnswers ? { outputScoringFunction: answers } : {}),
      ...(choosesTexts ? { hiddenScoringFunction: 'accuracy' as const } : {}),
    },
    notes:
      ways.length === 0 ? [] : [`${score.id} gives no log-probabilities: ${ways.join(', and ')}.`],
  };
}
