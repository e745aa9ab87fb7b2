import type { InferenceContext } from './inference-context.ts';
import type { Layers } from '../layers/layer.ts';
import type { PromptEvidence } from './prompt-evidence.ts';

/**
 * The context with a layer whose class priors are estimated from the first inputs that rank, in
 * place of as many training inputs: those inputs are scored in any case. Only a network of one
 * layer knows what its last layer reads.
 */
export function calibrateOnBatch(
  context: InferenceContext,
  { index, examples, ranking }: PromptEvidence,
): InferenceContext {
  const layer = context.layers[index];
  const { calibration } = layer ?? {};
  if (!layer || !calibration || calibration.name === 'contextual' || context.layers.length > 1)
    return context;
  const ranked = ranking.slice(0, calibration.inputs.length);
  const inputs = ranked.flatMap((place) =>
    examples.flatMap(({ batchIndex, layerInput }) => (batchIndex === place ? [layerInput] : [])),
  );
  // A smaller batch is filled up.
  const all = [...inputs, ...calibration.inputs.slice(inputs.length)];
  const layers: Layers = [{ ...layer, calibration: { ...calibration, inputs: all } }];
  return { ...context, layers };
}
