import { readCalibration, withLast } from '../layers/calibration-reading.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import { forwardCalls } from './forward-pass.ts';
import type { InferenceContext } from './inference-context.ts';
import { NothingAnsweredError } from './nothing-answered-error.ts';

/**
 * The context with a last layer whose class priors are estimated from what it reads under these
 * parameters, for scores outside of a forward pass. A network of one layer stays as it is.
 *
 * @param parameters `[layer]`
 * @throws NothingAnsweredError if the last layer reads none of the inputs of its calibration
 */
export async function calibrateOnNetwork(
  context: InferenceContext,
  parameters: readonly LayerParameters[],
): Promise<InferenceContext> {
  const { layers, failed } = await readCalibration({ ...forwardCalls(context), parameters });
  if (failed) {
    const what = 'No input of the calibration has an answer of the layers below';
    throw new NothingAnsweredError({ what, failure: failed.failure });
  }
  return { ...context, layers };
}

/**
 * The same for a step. With shares, candidates are ranked as if classes were equally frequent, as
 * they are in a balanced batch.
 *
 * @param parameters `[layer]`
 */
export async function calibrateForStep(
  context: InferenceContext,
  parameters: readonly LayerParameters[],
): Promise<InferenceContext> {
  const calibrated = await calibrateOnNetwork(context, parameters);
  const layer = calibrated.layers.at(-1);
  if (!layer?.calibration?.shares || calibrated.layers === context.layers) return calibrated;
  const { shares: _, ...equal } = layer.calibration;
  const ranking = { ...layer, calibration: { ...equal, priors: new Map() } };
  return { ...calibrated, layers: withLast(calibrated.layers, ranking) };
}
