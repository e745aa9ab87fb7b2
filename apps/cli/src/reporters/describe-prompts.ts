import { describeParameters, type LayerParameters } from '@dln/vi';

/** A line for the parameters of each layer, first layer first. */
export function describePrompts(parameters: readonly LayerParameters[]): readonly string[] {
  return parameters.map(
    (own, layer) => `prompt ${layer + 1}       ${JSON.stringify(describeParameters(own))}`,
  );
}
