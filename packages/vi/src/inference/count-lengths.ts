import { keyOfParameters } from '../layers/layer-parameters.ts';
import { renderLayer } from '../layers/render-layer.ts';
import type { LayerReading } from '../layers/write-layer.ts';
import { layerAt, type InferenceContext } from './inference-context.ts';

/**
 * The tokens of each reading as the layer at `index` renders it, as the forward model counts them.
 */
export async function countLengths(
  context: InferenceContext,
  index: number,
  readings: readonly LayerReading[],
): Promise<readonly { readonly value: number }[]> {
  const layer = layerAt(context, index);
  const { forward } = context.models;
  const counted = new Map<string, Promise<number>>();
  const count = ({ parameters, input }: LayerReading): Promise<number> => {
    const key = JSON.stringify([keyOfParameters(parameters), input]);
    const known =
      counted.get(key) ??
      Promise.resolve(forward.countTokens(renderLayer(layer, parameters, input)));
    counted.set(key, known);
    return known;
  };
  return Promise.all(readings.map(async (reading) => ({ value: await count(reading) })));
}
