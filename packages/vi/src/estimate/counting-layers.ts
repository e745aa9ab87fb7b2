import type { Layer, Layers } from '../layers/layer.ts';
import { markHiddenLayers } from './hidden-mark.ts';

/** The layers for models that count: hidden ones mark what they read, and class priors are counted again, in a memory of their own. */
export function createCountingLayers(layers: Layers): Layers {
  const own = layers.map(({ calibration, ...layer }): Layer =>
    calibration ? { ...layer, calibration: { ...calibration, priors: new Map() } } : layer,
  );
  return markHiddenLayers(own as unknown as Layers);
}
