import type { Dataset } from '@dln/datasets';
import { RandomState } from '@dln/random';
import { CONTENT_FREE_INPUTS, type LayerCalibration } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** How the class scores of the last layer are calibrated; undefined if they are not. */
export function createCalibration(
  {
    calibration: name,
    calibrationInputs,
    seed,
  }: Pick<Configuration, 'calibration' | 'calibrationInputs' | 'seed'>,
  dataset: Pick<Dataset, 'examples' | 'size' | 'outputClasses'>,
): LayerCalibration | undefined {
  if (name === 'none' || dataset.outputClasses === undefined) return undefined;
  const inputs =
    name === 'contextual' ? CONTENT_FREE_INPUTS : drawInputs(dataset, calibrationInputs, seed);
  return { name, inputs, priors: new Map() };
}

/** Different training inputs, the same ones for the same seed. */
function drawInputs(
  dataset: Pick<Dataset, 'examples' | 'size'>,
  count: number,
  seed: number,
): readonly string[] {
  const order = new RandomState(seed).permutation(dataset.size('train'));
  const positions = order.slice(0, count);
  return dataset.examples('train', positions).map(({ input }) => input);
}
