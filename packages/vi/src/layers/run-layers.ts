import type { ClassScores, ClassScoring } from '../scoring/class-scores.ts';
import type { ModelCalls } from '../scoring/model-calls.ts';
import { renameUnanswered } from '../scoring/unanswered-error.ts';
import type { Layers } from './layer.ts';
import { renderResidual, stripOptions as cutOptions } from './render-layer.ts';
import { writeLayer } from './write-layer.ts';

/** What each layer read and wrote. */
export interface ForwardPass {
  /** `[layer][example]` */
  readonly inputs: readonly (readonly string[])[];
  /** `[layer][example]`; the last layer's are the network's answers, as they were written. */
  readonly texts: readonly (readonly string[])[];
  /** `[example][class]`; undefined for an example of which some are not known, absent if the last layer does not write classes. */
  readonly classProbabilities?: readonly (readonly number[] | undefined)[];
  /** `[example]`: the scores that the last layer chose its classes by; absent if it does not write classes. */
  readonly classScores?: readonly ClassScores[];
}

/** Options of `runLayers`. */
export interface RunLayersOptions {
  readonly layers: Layers;
  /** `[layer]` */
  readonly prompts: readonly string[];
  /** The network's inputs, `[example]`. */
  readonly inputs: readonly string[];
  /** The first of several layers does not see the answer options. */
  readonly stripOptions: boolean;
  /** Writes texts. */
  readonly calls: ModelCalls;
  /** Scores the classes of a layer that writes them. */
  readonly scoreCalls: ModelCalls;
  readonly classScoring: ClassScoring;
  readonly temperature: number;
  /** The seeds of a layer's requests. @default none */
  readonly seedsOf?: (layer: number, count: number) => readonly number[] | undefined;
}

/** Runs a network over inputs, one layer after the other (paper, equation 1). */
export async function runLayers(options: RunLayersOptions): Promise<ForwardPass> {
  const { layers, prompts, inputs: x, calls, scoreCalls, classScoring, temperature } = options;
  const inputs: (readonly string[])[] = [];
  const texts: (readonly string[])[] = [];
  let scores: readonly ClassScores[] | undefined;
  for (const [index, layer] of layers.entries()) {
    const below = texts[index - 1];
    const read = below
      ? below.map((text, example) => renderResidual(layer, text, x[example] ?? ''))
      : layers.length > 1 && options.stripOptions
        ? x.map(cutOptions)
        : x;
    scores = undefined;
    const seeds = options.seedsOf?.(index, read.length);
    inputs.push(read);
    texts.push(
      await renameUnanswered(
        writeLayer(
          layer,
          read.map((input) => ({ input, prompt: prompts[index] ?? '' })),
          {
            calls,
            scoreModel: scoreCalls,
            classScoring,
            temperature,
            onClassScores: (found) => {
              scores = found;
            },
            ...(seeds ? { seeds } : {}),
          },
        ),
        (one) => ({ ...one, layer: index }),
      ),
    );
  }
  if (scores === undefined) return { inputs, texts };
  return { inputs, texts, classScores: scores, classProbabilities: scores.map(knownProbabilities) };
}

/** The probabilities of the classes if each of them is known. */
function knownProbabilities(scores: ClassScores): readonly number[] | undefined {
  const { logProbabilities, floored = [], isUnanswered = false } = scores;
  if (isUnanswered || scores.answer === null || floored.includes(true)) return undefined;
  return logProbabilities.map(Math.exp);
}
