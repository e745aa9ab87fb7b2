import { type Failed, failedWith } from '../scoring/outcome.ts';
import { keyOfParameters, parametersAt } from './layer-parameters.ts';
import type { LayerCalibration, ReadTexts } from './layer-calibration.ts';
import type { Layer, Layers } from './layer.ts';
import { inputOf, passLayer, type RunLayersOptions, startPassing } from './pass-layer.ts';

/** Layers whose last one knows what it reads of the inputs of its calibration. */
export interface ReadCalibration {
  readonly layers: Layers;
  /** Why it reads none of them. */
  readonly failed?: Failed | undefined;
}

/**
 * The last of several layers does not read the inputs of the network, so its class priors are
 * estimated from what the layers below make of the inputs of its calibration, at temperature 0. They
 * are passed on once for each parameters below. Layers without such a calibration stay as they are.
 */
export async function readCalibration(
  options: Omit<RunLayersOptions, 'inputs' | 'seedsOf' | 'temperature'>,
): Promise<ReadCalibration> {
  const { layers, parameters } = options;
  const last = layers.length - 1;
  const layer = layers[last];
  if (!layer?.calibration || last === 0) return { layers };
  const { readings, ...plain } = layer.calibration;
  // A loaded network has the prior of its parameters.
  if (!readings || plain.priors.has(keyOfParameters(parametersAt(parameters, last))))
    return { layers };
  const key = keyBelow(parameters);
  const reading = readings.get(key) ?? { texts: passOn(options, layer, plain), priors: new Map() };
  readings.set(key, reading);
  try {
    const { inputs, failed } = await reading.texts;
    const read = { ...layer, calibration: { ...plain, inputs, priors: reading.priors } };
    return { layers: withLast(layers, read), failed };
  } catch (error) {
    // A call that was interrupted is made again.
    readings.delete(key);
    throw error;
  }
}

/** The class priors of the last layer under the parameters of a network. */
export function priorsOf(
  calibration: LayerCalibration,
  parameters: RunLayersOptions['parameters'],
): LayerCalibration['priors'] {
  return calibration.readings?.get(keyBelow(parameters))?.priors ?? calibration.priors;
}

/** Equal for networks whose layers below the last one have equal parameters. */
function keyBelow(parameters: RunLayersOptions['parameters']): string {
  return parameters.slice(0, -1).map(keyOfParameters).join();
}

/** The layers with another last one. */
export function withLast(layers: Layers, layer: Layer): Layers {
  return layers.with(-1, layer) as unknown as Layers;
}

async function passOn(
  options: Omit<RunLayersOptions, 'inputs' | 'seedsOf' | 'temperature'>,
  layer: Layer,
  { inputs }: LayerCalibration,
): Promise<ReadTexts> {
  const { layers } = options;
  let passing = startPassing(inputs);
  const zero = { ...options, inputs, temperature: 0 };
  for (const [index, below] of layers.slice(0, -1).entries())
    passing = await passLayer(passing, { index, layer: below }, zero);
  const read = passing.flatMap((one) => (one.failure ? [] : [inputOf(layer, one, options)]));
  const failed = passing.find(({ failure }) => failure);
  return failed?.failure && read.length === 0
    ? { inputs: read, failed: failedWith(failed) }
    : { inputs: read };
}
