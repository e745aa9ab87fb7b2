import { calibrateOnNetwork } from '../inference/calibrate-on-network.ts';
import type { Example } from '@dln/datasets';
import type { InferenceContext } from '../inference/inference-context.ts';
import { parametersAt, type LayerParameters } from '../layers/layer-parameters.ts';
import {
  failedWith,
  mapOutcome,
  requireResult,
  thenAsk,
  zip,
  type Failed,
} from '../scoring/outcome.ts';
import { splitRows } from '../scoring/split-rows.ts';
import { answerLogLikelihoods } from './answer-log-likelihoods.ts';
import { summarizeBound, type LikelihoodBound } from './importance-weighted-bound.ts';
import { sampleReadings } from './sample-readings.ts';

/** Options of `estimateBound`. */
export interface EstimateBoundOptions {
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  readonly examples: readonly Pick<Example, 'input' | 'target'>[];
  /** Chains of hidden texts for each example, K. A single layer has none, and is scored once. */
  readonly samples: number;
  /**
   * An unsigned 32-bit integer. With the same seed and examples, bounds of different parameters are
   * compared under the same luck.
   */
  readonly seed: number;
}

/** A bound, and the examples that it could not cover. */
export interface EstimatedBound {
  /** Null if no example could be covered. */
  readonly bound: LikelihoodBound | null;
  /** The index of each example without an answer, and why. */
  readonly skipped: readonly (Failed & { readonly example: number })[];
}

/**
 * Estimates a lower bound of the mean log p(y | x) of a network whose hidden layers are sampled at
 * temperature 1: the expectation of log 1/K Σ_k p(y | h_k, x), with chains of hidden texts h_k
 * drawn from the network itself. For a single layer it is log p(y | x) itself.
 *
 * @throws UnsupportedCapabilityError if the scoring model scores no texts
 */
export async function estimateBound(
  context: InferenceContext,
  { parameters, examples, samples, seed }: EstimateBoundOptions,
): Promise<EstimatedBound> {
  context.onPhase?.('bound');
  const perExample = context.layers.length === 1 ? 1 : samples;
  const chains = examples.flatMap(({ input, target }, example) =>
    Array.from({ length: perExample }, (_, sample) => ({
      input,
      target,
      number: example * perExample + sample,
    })),
  );
  const readings = await sampleReadings(context, { parameters, chains, seed });
  const drawn = zip(chains, readings).map(([{ target }, outcome]) =>
    mapOutcome(outcome, ({ reading }) => ({ reading, target })),
  );
  const last = parametersAt(parameters, context.layers.length - 1);
  const calibrated = await calibrateOnNetwork(context, parameters);
  const scored = splitRows(
    await thenAsk(drawn, async (open) => answerLogLikelihoods(calibrated, last, open)),
    examples.map(() => perExample),
  );
  const covered = scored.filter((row) => row.every(({ failure }) => failure === undefined));
  return {
    bound:
      covered.length === 0
        ? null
        : summarizeBound(covered.map((row) => row.map((one) => requireResult(one).nats))),
    skipped: scored.flatMap((row, example) => {
      const failed = row.find(({ failure }) => failure);
      return failed?.failure ? [{ ...failedWith(failed), example }] : [];
    }),
  };
}
