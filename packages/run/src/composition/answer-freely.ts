import type { LanguageModel } from '@dln/llm';
import { scoresClasses, type Layers, type TrainOptions } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/**
 * A network whose last layer answers freely if it should write the most probable class and the
 * scoring model, or one of several, cannot rank classes; the same network if it can. Only where answers are scored
 * otherwise, too: with log-probabilities as the score such a run is refused.
 */
export function answerFreely(
  layers: Layers,
  {
    scoreModels,
    outputScoringFunction,
  }: {
    /** Each must rank classes. */
    readonly scoreModels: readonly LanguageModel[];
    readonly outputScoringFunction: Configuration['outputScoringFunction'];
  },
): Layers {
  if (outputScoringFunction === 'logprobs' || scoreModels.every(scoresClasses)) return layers;
  const [first, ...others] = layers;
  const last = layers.length - 1;
  return [
    last === 0 ? { ...first, writesClasses: false } : first,
    ...others.map((layer, at) => (at + 1 === last ? { ...layer, writesClasses: false } : layer)),
  ];
}

/**
 * A remark on a last layer that answers freely because its model scores no classes; empty
 * otherwise.
 */
export function describeFreely(
  { forwardUseClasses }: Pick<Configuration, 'forwardUseClasses'>,
  { context }: Pick<TrainOptions, 'context'>,
): readonly string[] {
  const { outputClasses, writesClasses = false } = context.layers.at(-1) ?? {};
  return forwardUseClasses && outputClasses !== undefined && !writesClasses
    ? [
        `${context.models.score.id} gives no probabilities of classes, so the last layer answers freely (\`forwardUseClasses: false\`)`,
      ]
    : [];
}
