import type { RandomState } from '@dln/random';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { ProposalExample } from '../samplers/prompt-sampler.ts';
import type { Candidate } from './candidate-listing.ts';
import type { ProposerTrials } from './proposer-trials.ts';
import type { InferenceContext } from './inference-context.ts';

/** A training example. */
export interface TrainingExample {
  readonly input: string;
  readonly target: string;
}

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
  /** How often the candidates of each proposer won before. */
  readonly trials: ProposerTrials;
  /** New candidates wanted. A proposer may give fewer. */
  readonly count: number;
  /** The layer's present parameters. */
  readonly current: LayerParameters;
  /** The layer's parameters from memory. */
  readonly memory: readonly LayerParameters[];
  /** Examples of the batch that may be shown. */
  readonly examples: readonly ShownExample[];
  /** How many of them one request shows. */
  readonly perRequest: number;
  /** Training examples that are not in the batch, for a network of one layer; empty for others. */
  readonly others: readonly TrainingExample[];
  /** What people wrote about the layer's outputs. @default none */
  readonly comments?: readonly string[];
}

/**
 * Proposes new candidates for a layer's parameters. It draws its random numbers at once, so that
 * the order of replies changes nothing, and asks models when the function that it returns is
 * called.
 */
export type Proposer = (
  context: InferenceContext,
  question: ProposerQuestion,
  random: RandomState,
) => () => Promise<readonly Candidate[]>;
