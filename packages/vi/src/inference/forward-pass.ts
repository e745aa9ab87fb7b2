import { renderFewShots } from '../layers/render-few-shots.ts';
import { runLayers, type ForwardPass } from '../layers/run-layers.ts';
import type { SeedPlace } from '../samplers/request-seeds.ts';
import type { Outcome } from '../scoring/outcome.ts';
import { callsOf, type InferenceContext } from './inference-context.ts';

/** Options of `runForward`. */
export interface RunForwardOptions {
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** The network's inputs, `[example]`. */
  readonly inputs: readonly string[];
  readonly temperature: number;
  /** For the requests' seeds. */
  readonly place: Omit<SeedPlace, 'layer'>;
}

/** Runs a network in training over inputs; an input without an answer has a failure in its place. */
export async function runForward(
  context: InferenceContext,
  { prompts, inputs, temperature, place }: RunForwardOptions,
): Promise<readonly Outcome<ForwardPass>[]> {
  const { layers, settings, strategies } = context;
  return runLayers({
    layers,
    prompts,
    inputs,
    stripOptions: settings.stripOptions,
    calls: callsOf(context, 'forward'),
    scoreCalls: callsOf(context, 'score'),
    classScoring: strategies.classScoring,
    temperature,
    seedsOf: (layer, count) => strategies.requestSeeds({ ...place, layer }, count),
  });
}

/** Few-shot examples before each input, for a single layer. */
export function withFewShots(
  { layers }: InferenceContext,
  x: readonly string[],
  fewShots: readonly (readonly { readonly input: string; readonly target: string }[])[],
): readonly string[] {
  const [{ template }] = layers;
  return x.map((input, example) => renderFewShots(template, input, fewShots[example] ?? []));
}
