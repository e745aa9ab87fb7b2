import type { Configuration } from '../settings/configuration.ts';
import type { PresetName } from '../settings/preset-name.ts';

/** `[layer]`: whether its prompt is learned. */
export function trainedLayers(configuration: Configuration): readonly boolean[] {
  const { layers, trainP1 } = configuration;
  const trainsLast = trainsLastLayer[configuration.preset](configuration);
  return Array.from({ length: layers }, (_, layer) =>
    layer === layers - 1 ? trainsLast : trainP1,
  );
}

const trainsLastLayer: Readonly<Record<PresetName, (configuration: Configuration) => boolean>> = {
  standard: ({ trainP2 }) => trainP2,
  // The reference trains a single layer whatever train_p2 says, unless nothing is trained and
  // n_shots is given (vi_main.py:603, dln/vi/model.py:174).
  reference: ({ layers, trainP1, trainP2, nShots }) =>
    layers === 1 ? trainP1 || trainP2 || nShots < 0 : trainP2,
};
