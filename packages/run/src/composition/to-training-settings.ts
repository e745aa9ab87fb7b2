import type { TrainingSettings } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';
import { passedSettings } from './passed-settings.ts';

/**
 * The settings around the steps, by the names that `@dln/vi` has for them. `decideBound` adds the
 * samples of the bound.
 */
export function toTrainingSettings(
  configuration: Configuration,
): Omit<TrainingSettings, 'boundSamples'> {
  const { nShots, trainP1, trainP2, doZeroShot } = configuration;
  // With few-shot examples, even 0 of them, and nothing to train, a run only tests.
  const onlyTests = nShots >= 0 && !trainP1 && !trainP2;
  return {
    ...passedSettings('training', configuration),
    isZeroShot: doZeroShot || onlyTests,
    fewShots: Math.max(0, nShots),
  };
}
