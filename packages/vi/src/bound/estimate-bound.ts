import type { Example } from '@dln/datasets';
import type { InferenceContext } from '../inference/inference-context.ts';
import { keep } from '../inference/keep-examples.ts';
import { withoutUnanswered } from '../scoring/without-unanswered.ts';
import { renameUnanswered, type Unanswered } from '../scoring/unanswered-error.ts';
import { answerLogLikelihoods } from './answer-log-likelihoods.ts';
import { summarizeBound, type LikelihoodBound } from './importance-weighted-bound.ts';
import { sampleReadings } from './sample-readings.ts';

/** Options of `estimateBound`. */
export interface EstimateBoundOptions {
  /** `[layer]` */
  readonly prompts: readonly string[];
  readonly examples: readonly Pick<Example, 'input' | 'target'>[];
  /** Chains of hidden texts for each example, K. A single layer has none, and is scored once. */
  readonly samples: number;
  /** An unsigned 32-bit integer. With the same seed and examples, bounds of different prompts are compared under the same luck. */
  readonly seed: number;
}

/** A bound, and the examples that it could not cover. */
export interface EstimatedBound {
  /** Null if no example could be covered. */
  readonly bound: LikelihoodBound | null;
  /** Places of the examples without an answer, and why. */
  readonly left: readonly { readonly item: number; readonly why: Unanswered }[];
}

/**
 * Estimates a lower bound of the mean log p(y | x) of a network whose hidden layers are sampled at temperature 1: the expectation of log 1/K Σ_k p(y | h_k, x), with
 * chains of hidden texts h_k drawn from the network itself. For a single layer it is log p(y | x) itself.
 *
 * @throws UnsupportedCapabilityError if the scoring model scores no texts
 */
export async function estimateBound(
  context: InferenceContext,
  { prompts, examples, samples, seed }: EstimateBoundOptions,
): Promise<EstimatedBound> {
  const perExample = context.layers.length === 1 ? 1 : samples;
  const { value, left } = await withoutUnanswered([...examples.keys()], async (places) => {
    const owners = places.flatMap((place) => Array.from({ length: perExample }, () => place));
    const chains = places.flatMap((place) =>
      Array.from({ length: perExample }, (_, sample) => place * perExample + sample),
    );
    const drawn = keep(examples, owners);
    const logLikelihoods = await renameUnanswered(
      (async () => {
        const inputs = drawn.map(({ input }) => input);
        const readings = await sampleReadings(context, { prompts, inputs, chains, seed });
        return answerLogLikelihoods(
          context,
          prompts[context.layers.length - 1] ?? '',
          drawn.map(({ target }, at) => ({ reading: readings[at] ?? '', target })),
        );
      })(),
      (one) => ({ ...one, index: Math.floor(one.index / perExample) }),
    );
    return places.map((_, at) => logLikelihoods.slice(at * perExample, (at + 1) * perExample));
  });
  return { bound: value === undefined ? null : summarizeBound(value), left };
}
