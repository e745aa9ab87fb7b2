import type { LayerParameters } from '../layers/layer-parameters.ts';
import { renderFewShots } from '../layers/render-few-shots.ts';
import { runLayers, type ForwardPass } from '../layers/run-layers.ts';
import type { SeedPlace } from '../samplers/request-seeds.ts';
import { type Outcome, zip } from '../scoring/outcome.ts';
import { callsOf, type InferenceContext } from './inference-context.ts';

/** Options of `runForward`. */
export interface RunForwardOptions {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /** The network's inputs, `[example]`. */
  readonly inputs: readonly string[];
  readonly temperature: number;
  /** For the requests' seeds. */
  readonly place: Omit<SeedPlace, 'layer'>;
}

/**
 * Runs a network in training over inputs; an input without an answer has a failure in its place.
 */
export async function runForward(
  context: InferenceContext,
  { parameters, inputs, temperature, place }: RunForwardOptions,
): Promise<readonly Outcome<ForwardPass>[]> {
  const { layers, settings, strategies } = context;
  return runLayers({
    layers,
    parameters,
    inputs,
    stripOptions: settings.stripOptions,
    calls: callsOf(context, 'forward'),
    scoreCalls: callsOf(context, 'score'),
    classScoring: strategies.classScoring,
    temperature,
    seedsOf: (layer, count) => strategies.requestSeeds({ ...place, layer }, count),
  });
}

/** Few-shot examples before each input, for a single layer; none if `fewShots` is empty. */
export function withFewShots(
  { layers }: InferenceContext,
  x: readonly string[],
  fewShots: readonly (readonly { readonly input: string; readonly target: string }[])[],
): readonly string[] {
  const [{ template }] = layers;
  if (fewShots.length === 0) return x;
  return zip(x, fewShots).map(([input, shots]) => renderFewShots(template, input, shots));
}
