import type { RandomStateSnapshot } from '@dln/random';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { InferenceContext } from './inference-context.ts';
import type { TrainingExample } from './proposer.ts';
import type { ProposerTrials } from './proposer-trials.ts';

/** What the next step needs: plain JSON. */
export interface NetworkState {
  /** Steps done. */
  readonly step: number;
  /** `[layer]` */
  readonly parameters: readonly LayerParameters[];
  /**
   * `[layer]`: how often the candidates of each proposer won. @default one proposer is enabled, and
   * nothing is counted
   */
  readonly trials?: readonly ProposerTrials[];
  /** The state of the samplers' random numbers. */
  readonly random: RandomStateSnapshot;
}

/** Labelled examples for one step. */
export interface StepBatch {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** `[example]`: worked examples to stand before each input of a single layer. */
  readonly fewShots?: readonly (readonly { readonly input: string; readonly target: string }[])[];
  /** `[example]`: its row by column, for metrics. @default input and target */
  readonly fields?: readonly (Readonly<Record<string, unknown>> | undefined)[] | undefined;
}

/** Options of `step`. */
export interface StepOptions {
  readonly state: NetworkState;
  readonly batch: StepBatch;
  readonly context: InferenceContext;
  /** `[memory entry][layer]`: parameters that did well before. */
  readonly memory: readonly (readonly LayerParameters[])[];
  /** Training examples that are not in the batch. @default none */
  readonly others?: readonly TrainingExample[];
  /** Present weight of the penalty on texts that led to wrong answers. */
  readonly wrongTextPenalty: number;
}
