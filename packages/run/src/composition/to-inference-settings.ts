import type { InferenceSettings } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';
import { passedSettings } from './passed-settings.ts';
import { trainedLayers } from './trained-layers.ts';

/** The settings of a training step, by the names that `@dln/vi` has for them. */
export function toInferenceSettings(configuration: Configuration): InferenceSettings {
  return {
    ...passedSettings('inference', configuration),
    trainedLayers: trainedLayers(configuration),
  };
}
