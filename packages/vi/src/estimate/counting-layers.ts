import type { Layer, Layers } from '../layers/layer.ts';

/**
 * The layers with empty memories of class priors, so that an estimate counts priors again and
 * leaves those of the run alone.
 */
export function withOwnPriors(layers: Layers): Layers {
  return layers.map(({ calibration, ...layer }): Layer =>
    calibration ? { ...layer, calibration: { ...calibration, priors: new Map() } } : layer,
  ) as unknown as Layers;
}
