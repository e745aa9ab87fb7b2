import type { RandomState } from '@dln/random';
import type { PairVerdict } from '../session/records.ts';

/** A rater that has a criterion in mind, for tests and benchmarks. */
export interface SimulatedRater {
  /** @param texts the two outputs, as a person sees them */
  compare(input: string, texts: { readonly left: string; readonly right: string }): PairVerdict;
}

/** Options of `createSimulatedRater`. */
export interface SimulatedRaterOptions {
  /** How good an output is; larger is better. */
  readonly quality: (input: string, output: string) => number;
  /** The probability that the rater says the opposite. */
  readonly noise: number;
  readonly random: RandomState;
}

/**
 * Creates a rater that prefers the better output, and errs at random. Equally good outputs are a
 * tie, or both bad if their quality is 0 or less.
 */
export function createSimulatedRater({
  quality,
  noise,
  random,
}: SimulatedRaterOptions): SimulatedRater {
  return {
    compare: (input, { left, right }) => {
      const errs = random.randomSample() < noise;
      const gain = quality(input, left) - quality(input, right);
      if (gain === 0) return quality(input, left) > 0 ? 'tie' : 'both-bad';
      return gain > 0 === !errs ? 'left' : 'right';
    },
  };
}
