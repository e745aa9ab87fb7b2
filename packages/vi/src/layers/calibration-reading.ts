import { type Failed, failedWith } from '../scoring/outcome.ts';
import { keyOfNetwork, keyOfParameters, parametersAt } from './layer-parameters.ts';
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
  const calibration = layer?.calibration;
  const { readings, ...plain } = calibration ?? {};
  if (!layer || !calibration || !readings || last === 0) return { layers };
  // A loaded network has the prior of its parameters.
  if (calibration.priors.has(keyOfParameters(parametersAt(parameters, last)))) return { layers };
  const key = keyOfNetwork(parameters.slice(0, last));
  const known = readings.get(key);
  const reading = known ?? {
    texts: passOn(options, layer, calibration),
    priors: new Map(),
  };
  readings.set(key, reading);
  try {
    const { inputs, failed } = await reading.texts;
    const { name } = calibration;
    const read = { ...layer, calibration: { ...plain, name, inputs, priors: reading.priors } };
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
  const below = parameters.slice(0, -1);
  const reading = below.length === 0 ? undefined : calibration.readings?.get(keyOfNetwork(below));
  return reading?.priors ?? calibration.priors;
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
  for (const [index, below] of layers.slice(0, -1).entries())
    passing = await passLayer(
      passing,
      { index, layer: below },
      { ...options, inputs, temperature: 0 },
    );
  const read = passing.flatMap((one) => (one.failure ? [] : [inputOf(layer, one, options)]));
  const failed = read.length === 0 ? passing.find(({ failure }) => failure) : undefined;
  return failed?.failure ? { inputs: read, failed: failedWith(failed) } : { inputs: read };
}
