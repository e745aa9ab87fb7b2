import { keyOfParameters, type LayerParameters } from '../layers/layer-parameters.ts';
import type { LayerCalibration } from '../layers/layer-calibration.ts';
import type { Layer } from '../layers/layer.ts';
import { scoreLayerClasses } from '../layers/score-layer.ts';
import { withShares } from '../scoring/class-prior.ts';
import { fitEqualShares, type FittedCalibration } from '../scoring/fit-shares.ts';
import { zip } from '../scoring/outcome.ts';
import type { InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import { scoringOptions } from './scoring-options.ts';

/**
 * The context with a layer whose class priors are estimated from the first inputs that rank, in
 * place of as many training inputs: those inputs are scored in any case. With shares, candidates
 * are ranked as if classes were equally frequent, as they are in a balanced batch. Only a network
 * of one layer knows what its last layer reads.
 */
export function calibrateOnBatch(
  context: InferenceContext,
  evidence: PromptEvidence,
): InferenceContext {
  const own = batchCalibrated(context, evidence);
  if (!own) return context;
  const { layer, calibration } = own;
  const ranked = rankingInputs(evidence, calibration.inputs.length);
  // A smaller batch is filled up.
  const inputs = [...ranked, ...calibration.inputs.slice(ranked.length)];
  const { shares, scales: _, ...equal } = calibration;
  // Batches are balanced, whatever the shares of the classes are.
  const used = shares ? { ...equal, priors: new Map<string, readonly number[]>() } : calibration;
  return { ...context, layers: [{ ...layer, calibration: { ...used, inputs } }] };
}

/**
 * Estimates the class prior of parameters again, from all inputs that have ranked them: those are
 * scored by now, and more inputs give a better estimate.
 */
export async function refinePrior(
  context: InferenceContext,
  evidence: PromptEvidence,
  parameters: LayerParameters,
): Promise<void> {
  const own = batchCalibrated(context, evidence);
  if (!own) return;
  const { layer, calibration } = own;
  const inputs = rankingInputs(evidence, evidence.ranking.length);
  const [input] = inputs;
  if (input === undefined || inputs.length <= calibration.inputs.length) return;
  const key = keyOfParameters(parameters);
  if (calibration.shares) {
    const fitted = await fitOnBatch(context, evidence, { layer, parameters });
    if (!fitted) return;
    calibration.priors.set(key, withShares(fitted.logPrior, calibration.shares));
    calibration.scales?.set(key, fitted.scale);
    return;
  }
  const priors = new Map<string, readonly number[]>();
  await scoreLayerClasses(
    { ...layer, calibration: { ...calibration, inputs, priors } },
    [{ input, parameters }],
    scoringOptions(context),
  );
  const refined = priors.get(key);
  if (refined) calibration.priors.set(key, refined);
}

/** Fits prior and scale to all examples that ranked the parameters; their classes are balanced. */
async function fitOnBatch(
  context: InferenceContext,
  { examples, ranking }: PromptEvidence,
  { layer, parameters }: { readonly layer: Layer; readonly parameters: LayerParameters },
): Promise<FittedCalibration | undefined> {
  const { calibration: _, ...plain } = layer;
  const ranked = examples.filter(({ batchIndex }) => ranking.includes(batchIndex));
  const outcomes = await scoreLayerClasses(
    plain,
    ranked.map(({ layerInput: input }) => ({ input, parameters })),
    scoringOptions(context),
  );
  const known = zip(ranked, outcomes).flatMap(([{ label }, outcome]) =>
    outcome.failure || outcome.bounds || !layer.outputClasses
      ? []
      : [{ row: outcome.logProbabilities, target: layer.outputClasses.indexOf(label) }],
  );
  if (known.length === 0) return undefined;
  return fitEqualShares(
    known.map(({ row }) => row),
    known.map(({ target }) => target),
  );
}

function batchCalibrated(
  { layers }: InferenceContext,
  { index }: PromptEvidence,
): { readonly layer: Layer; readonly calibration: LayerCalibration } | undefined {
  const layer = layers[index];
  const { calibration } = layer ?? {};
  if (!layer || !calibration || calibration.name === 'contextual' || layers.length > 1)
    return undefined;
  return { layer, calibration };
}

/** What the layer read in the first examples that rank. */
function rankingInputs({ examples, ranking }: PromptEvidence, count: number): readonly string[] {
  return ranking
    .slice(0, count)
    .flatMap((place) =>
      examples.flatMap(({ batchIndex, layerInput }) => (batchIndex === place ? [layerInput] : [])),
    );
}
