import type { Batch } from '@dln/datasets';
import { withFewShots } from '../inference/forward-pass.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import { renderLayer } from '../layers/render-layer.ts';

/**
 * The tokens of a single layer's rendered prompts over batches, as the forward model counts them.
 * Nothing is generated.
 */
export async function countPromptTokens(
  context: InferenceContext,
  parameters: readonly LayerParameters[],
  batches: Iterable<Batch>,
): Promise<number> {
  const [layer] = context.layers;
  const own = parametersAt(parameters, 0);
  const texts = Array.from(batches, ({ inputs, fewShots }) =>
    withFewShots(context, inputs, fewShots),
  ).flat();
  const counts = await Promise.all(
    texts.map(async (input) => context.models.forward.countTokens(renderLayer(layer, own, input))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
