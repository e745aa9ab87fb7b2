import type { ClassScores } from '../scoring/class-scores.ts';
import { failedOutcome, mapOutcome, type Outcome } from '../scoring/outcome.ts';
import { readCalibration } from './calibration-reading.ts';
import { type LayerPass, passLayer, type RunLayersOptions, startPassing } from './pass-layer.ts';

export type { LayerPass, RunLayersOptions } from './pass-layer.ts';

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

/**
 * Runs a network over inputs, one layer after the other (paper, equation 1). An input that a layer
 * has no answer for is not passed on, and its outcome names that layer.
 */
export async function runLayers(
  options: RunLayersOptions,
): Promise<readonly Outcome<ForwardPass>[]> {
  const { layers, failed } = await readCalibration(options);
  if (failed) return options.inputs.map(() => failedOutcome(failed));
  let passing = startPassing(options.inputs);
  for (const [index, layer] of layers.entries())
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

/** The probabilities of the classes if each of them is known. */
function knownProbabilities(scores: ClassScores): readonly number[] | undefined {
  const { logProbabilities, floored = [], isUnanswered = false } = scores;
  if (isUnanswered || scores.answer === null || floored.includes(true)) return undefined;
  return logProbabilities.map(Math.exp);
}
