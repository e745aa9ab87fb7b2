import type { Dataset } from '@dln/datasets';
import { RandomState } from '@dln/random';
import { CONTENT_FREE_INPUTS, type LayerCalibration } from '@dln/vi';
import type { Configuration } from '../settings/configuration.ts';

/** Training inputs that a class prior is estimated from. */
const BATCH_INPUTS = 24;

/** How the class scores of the last layer are calibrated; undefined if they are not. */
export function createCalibration(
  { calibration: name, seed }: Pick<Configuration, 'calibration' | 'seed'>,
  dataset: Pick<Dataset, 'examples' | 'size' | 'outputClasses'>,
): LayerCalibration | undefined {
  if (name === 'none' || dataset.outputClasses === undefined) return undefined;
  const inputs = name === 'contextual' ? CONTENT_FREE_INPUTS : drawInputs(dataset, seed);
  return { name, inputs, priors: new Map() };
}

/** Different training inputs, the same ones for the same seed. */
function drawInputs(dataset: Pick<Dataset, 'examples' | 'size'>, seed: number): readonly string[] {
  const order = new RandomState(seed).permutation(dataset.size('train'));
  const positions = order.slice(0, BATCH_INPUTS);
  return dataset.examples('train', positions).map(({ input }) => input);
}
