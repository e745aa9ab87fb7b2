import type { LayerParameters } from '../layers/layer-parameters.ts';
import { renderFewShots } from '../layers/render-few-shots.ts';
import { runLayers, type ForwardPass, type RunLayersOptions } from '../layers/run-layers.ts';
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
  return runLayers({
    ...forwardCalls(context),
    parameters,
    inputs,
    temperature,
    seedsOf: (layer, count) => context.strategies.requestSeeds({ ...place, layer }, count),
  });
}

/** How a network in training is run over any inputs. */
export function forwardCalls(
  context: InferenceContext,
): Pick<RunLayersOptions, 'layers' | 'stripOptions' | 'calls' | 'scoreCalls' | 'classScoring'> {
  const { layers, settings, strategies } = context;
  return {
    layers,
    stripOptions: settings.stripOptions,
    calls: callsOf(context, 'forward'),
    scoreCalls: callsOf(context, 'score'),
    classScoring: strategies.classScoring,
  };
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
