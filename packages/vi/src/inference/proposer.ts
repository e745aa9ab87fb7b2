import type { RandomState } from '@dln/random';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { ProposalExample } from '../samplers/prompt-sampler.ts';
import type { Candidate } from './candidate-listing.ts';
import type { InferenceContext } from './inference-context.ts';

/** An example as a proposer sees it. */
export interface ShownExample extends ProposalExample {
  /** Its index in the batch of the step. */
  readonly batchIndex: number;
}

/** What candidates are proposed from. */
export interface ProposerQuestion {
  /** The index of the layer. */
  readonly index: number;
  readonly step: number;
  /** The comparison of this layer in this step, from 0. */
  readonly round: number;
  /** The layer's present parameters. */
  readonly current: LayerParameters;
  /** The layer's parameters from memory. */
  readonly memory: readonly LayerParameters[];
  readonly examples: readonly ShownExample[];
}

/**
 * Proposes new candidates for a layer's parameters. It draws its random numbers at once, so that the order of replies changes nothing, and asks models when the function
 * that it returns is called.
 */
export type Proposer = (
  context: InferenceContext,
  question: ProposerQuestion,
  random: RandomState,
) => () => Promise<readonly Candidate[]>;
