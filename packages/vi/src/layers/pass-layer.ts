import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import type { ModelCalls } from '../scoring/model-calls.ts';
import { failedOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';
import { parametersAt, type LayerParameters } from './layer-parameters.ts';
import type { Layer, Layers } from './layer.ts';
import { renderResidual, stripOptions as cutOptions } from './render-layer.ts';
import { writeLayer } from './write-layer.ts';

/** What one layer read and wrote. */
export interface LayerPass {
  readonly layerInput: string;
  readonly layerOutput: string;
}

/** Options of `runLayers`. */
export interface RunLayersOptions {
  readonly layers: Layers;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /** The network's inputs. */
  readonly inputs: readonly string[];
  /** The first of several layers does not see the answer options. */
  readonly stripOptions: boolean;
  /** Writes texts. */
  readonly calls: ModelCalls;
  /** Writes the texts of a layer in place of `calls`. @default calls, for every layer */
  readonly callsOf?: ((layer: number) => ModelCalls | undefined) | undefined;
  /** Scores the classes of a layer that writes them. */
  readonly scoreCalls: ModelCalls;
  readonly classScoring: ClassScoring;
  readonly temperature: number;
  /** The seeds of a layer's requests, one for each input. @default none */
  readonly seedsOf?: (layer: number, count: number) => readonly number[] | undefined;
}

/** An input on its way through the layers. */
export interface Passing {
  readonly x: string;
  readonly at: number;
  readonly layers: readonly LayerPass[];
  readonly scores?: ClassScores | undefined;
}

/** Inputs before the first layer. */
export function startPassing(inputs: readonly string[]): readonly Outcome<Passing>[] {
  return inputs.map((x, at) => ({ x, at, layers: [] }));
}

/** Passes inputs through one layer; those that failed before stay in their places. */
export async function passLayer(
  passing: readonly Outcome<Passing>[],
  { index, layer }: { readonly index: number; readonly layer: Layer },
  options: RunLayersOptions,
): Promise<readonly Outcome<Passing>[]> {
  const { calls, scoreCalls: scoreModel, classScoring, temperature } = options;
  const parameters = parametersAt(options.parameters, index);
  const seeds = options.seedsOf?.(index, passing.length);
  return thenAsk(passing, async (open) => {
    const readings = open.map((one) => ({
      input: inputOf(layer, one, options),
      parameters,
      seed: seeds?.[one.at],
    }));
    const texts = await writeLayer(layer, readings, {
      calls: options.callsOf?.(index) ?? calls,
      scoreModel,
      classScoring,
      temperature,
    });
    return zip(zip(open, readings), texts).map(([[one, { input }], outcome]): Outcome<Passing> => {
      if (outcome.failure) return failedOutcome({ failure: outcome.failure, layer: index });
      const pass = { layerInput: input, layerOutput: outcome.text };
      return { ...one, layers: [...one.layers, pass], scores: outcome.scores };
    });
  });
}

/** What a layer reads of an input. */
export function inputOf(
  layer: Layer,
  { layers, x }: Passing,
  options: Pick<RunLayersOptions, 'stripOptions' | 'layers'>,
): string {
  const below = layers.at(-1);
  if (below) return renderResidual(layer, below.layerOutput, x);
  return options.stripOptions && options.layers.length > 1 ? cutOptions(x) : x;
}
