import {
  type CalibrationName,
  calibrate,
  estimateLogPrior,
  withShares,
} from '../scoring/class-prior.ts';
import type { ClassScores, ClassScoring, ScoreClassesOptions } from '../scoring/class-scores.ts';
import { matchEqualShares } from '../scoring/fit-shares.ts';
import { type Failed, failedOutcome, mapOutcome, type Outcome, zip } from '../scoring/outcome.ts';
import { keyOfParameters, type LayerParameters } from './layer-parameters.ts';
import type { Layer } from './layer.ts';
import { separatorOption } from './answer-separator.ts';
import { renderLayer } from './render-layer.ts';

/** How a layer's class scores are calibrated. */
export interface LayerCalibration {
  readonly name: CalibrationName;
  /** What the layer reads when the prior of its parameters is estimated. */
  readonly inputs: readonly string[];
  /** `[class]`: how frequent the classes are. @default equally frequent */
  readonly shares?: readonly number[];
  /** Priors that are known already. Changes as more are estimated. */
  readonly priors: PriorMemory;
  /** What scores are multiplied by before a prior is subtracted, by the same keys. @default 1 */
  readonly scales?: Map<string, number>;
  /**
   * What the last of several layers reads of the inputs, by the keys of the parameters below it.
   * Changes as more are read. Absent if `inputs` are what the layer itself reads.
   */
  readonly readings?: Map<string, CalibrationReading>;
}

/** Texts without those that a layer below has no answer for; `failed` if none is left. */
export interface ReadTexts {
  readonly inputs: readonly string[];
  readonly failed?: Failed;
}

/** What a layer reads of the inputs of its calibration. */
export interface CalibrationReading {
  readonly texts: Promise<ReadTexts>;
  /** The class priors that they show. */
  readonly priors: PriorMemory;
}

/** Log-priors of a layer, `[class]`, by the key of its parameters. */
export type PriorMemory = Map<string, readonly number[]>;

/** Inputs without content (Zhao et al. 2021, section 4). */
export const CONTENT_FREE_INPUTS: readonly string[] = ['N/A', '[MASK]', ''];

/** What a layer reads, rendered. */
export interface RenderedReading {
  readonly context: string;
  readonly parameters: LayerParameters;
}

/**
 * The class scores of a layer, in order; without the class prior that its parameters induce, if the
 * layer is calibrated. A prior is estimated once for each parameters, in the call that needs it.
 */
export async function scoreRenderedClasses(
  layer: Layer,
  readings: readonly RenderedReading[],
  { classScoring, ...options }: ScoreClassesOptions & { readonly classScoring: ClassScoring },
): Promise<readonly Outcome<ClassScores>[]> {
  const contexts = readings.map(({ context }) => context);
  const { calibration, template } = layer;
  const asked = { ...options, ...separatorOption(template) };
  if (calibration === undefined) return classScoring(contexts, asked);
  const { name, inputs, priors, scales } = calibration;
  const keyed = readings.map(({ parameters }) => ({
    key: keyOfParameters(parameters),
    parameters,
  }));
  const unknown = [...new Map(keyed.map(({ key, parameters }) => [key, parameters]))].filter(
    ([key]) => !priors.has(key),
  );
  const scored = await classScoring(
    [
      ...contexts,
      ...unknown.flatMap(([, parameters]) =>
        inputs.map((input) => renderLayer(layer, parameters, input)),
      ),
    ],
    asked,
  );
  const failures = new Map<string, Outcome<ClassScores>>();
  for (const [index, [key]] of unknown.entries()) {
    const start = contexts.length + index * inputs.length;
    const own = scored.slice(start, start + inputs.length);
    const known = own.filter((outcome): outcome is ClassScores => outcome.failure === undefined);
    const [first] = own;
    if (known.length > 0) {
      priors.set(key, priorOf(calibration, known));
    } else if (first !== undefined) failures.set(key, first);
  }
  return zip(keyed, scored.slice(0, contexts.length)).map(([{ key }, outcome]) => {
    const failed = failures.get(key);
    if (failed?.failure) return failedOutcome(failed);
    const logPrior = priors.get(key);
    if (logPrior === undefined) throw new RangeError('no inputs to estimate a class prior from');
    return mapOutcome(outcome, (scores) => calibrate(scores, logPrior, name, scales?.get(key)));
  });
}

function priorOf(
  { name, shares }: LayerCalibration,
  known: readonly ClassScores[],
): readonly number[] {
  if (name !== 'shares') return estimateLogPrior(known);
  const equal = matchEqualShares(known.map(({ logProbabilities }) => logProbabilities));
  return shares ? withShares(equal, shares) : equal;
}
