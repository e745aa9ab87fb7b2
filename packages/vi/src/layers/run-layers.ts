import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import type { ModelCalls } from '../scoring/model-calls.ts';
import { failedOutcome, mapOutcome, type Outcome, thenAsk, zip } from '../scoring/outcome.ts';
import { parametersAt, type LayerParameters } from './layer-parameters.ts';
import type { Layer, Layers } from './layer.ts';
import { renderResidual, stripOptions as cutOptions } from './render-layer.ts';
import { writeLayer } from './write-layer.ts';

/** What one layer read and wrote. */
export interface LayerPass {
  readonly layerInput: string;
  readonly layerOutput: string;
}

/** What a network makes of one input. */
export interface ForwardPass {
  /** `[layer]` */
  readonly layers: readonly LayerPass[];
  /** The answer: what the last layer wrote. */
  readonly output: string;
  /**
   * `[class]`; absent if the last layer does not write classes, or some of the probabilities are
   * not known.
   */
  readonly classProbabilities?: readonly number[];
  /** The scores that the last layer chose its class by; absent if it does not write classes. */
  readonly classScores?: ClassScores;
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
interface Passing {
  readonly x: string;
  readonly at: number;
  readonly layers: readonly LayerPass[];
  readonly scores?: ClassScores | undefined;
}

/**
 * Runs a network over inputs, one layer after the other (paper, equation 1). An input that a layer
 * has no answer for is not passed on, and its outcome names that layer.
 */
export async function runLayers(
  options: RunLayersOptions,
): Promise<readonly Outcome<ForwardPass>[]> {
  let passing: readonly Outcome<Passing>[] = options.inputs.map((x, at) => ({ x, at, layers: [] }));
  for (const [index, layer] of options.layers.entries())
    passing = await passLayer(passing, { index, layer }, options);
  return passing.map((outcome) =>
    mapOutcome(outcome, ({ layers, scores }): ForwardPass => {
      const last = layers.at(-1);
      if (!last) throw new RangeError('a network without layers');
      const classProbabilities = scores && knownProbabilities(scores);
      return {
        layers,
        output: last.layerOutput,
        ...(scores ? { classScores: scores } : {}),
        ...(classProbabilities ? { classProbabilities } : {}),
      };
    }),
  );
}

async function passLayer(
  passing: readonly Outcome<Passing>[],
  { index, layer }: { readonly index: number; readonly layer: Layer },
  options: RunLayersOptions,
): Promise<readonly Outcome<Passing>[]> {
  const { calls, scoreCalls: scoreModel, classScoring, temperature } = options;
  const parameters = parametersAt(options.parameters, index);
  const isStripped = options.stripOptions && options.layers.length > 1;
  const inputOf = ({ layers, x }: Passing): string => {
    const below = layers.at(-1);
    if (below) return renderResidual(layer, below.layerOutput, x);
    return isStripped ? cutOptions(x) : x;
  };
  const seeds = options.seedsOf?.(index, passing.length);
  return thenAsk(passing, async (open) => {
    const readings = open.map((one) => ({
      input: inputOf(one),
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

/** The probabilities of the classes if each of them is known. */
function knownProbabilities(scores: ClassScores): readonly number[] | undefined {
  const { logProbabilities, floored = [], isUnanswered = false } = scores;
  if (isUnanswered || scores.answer === null || floored.includes(true)) return undefined;
  return logProbabilities.map(Math.exp);
}
