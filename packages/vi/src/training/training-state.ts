import type { LikelihoodBound } from '../bound/importance-weighted-bound.ts';
import type { NetworkState } from '../inference/step-options.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { MemoryEntry } from './prompt-memory.ts';

/** The state of a run between iterations: plain JSON. */
export interface TrainingState {
  readonly network: NetworkState;
  /** Steps that are done; the next event is of this iteration. */
  readonly iteration: number;
  /**
   * The best parameters so far, and their accuracy on the dev split; null before a validation that
   * counted.
   */
  readonly best: {
    /** `[layer]` */
    readonly parameters: readonly LayerParameters[];
    readonly accuracy: number | null;
  };
  /** Best first under `standard`. */
  readonly memory: readonly MemoryEntry[];
  /** Validations since the last record. */
  readonly patience: number;
  /** Accuracy by validated parameters, as `ValidationPolicy.keyOf` names them. */
  readonly validated: Readonly<Record<string, number>>;
  /**
   * Lower bounds of log p(y | x) by validated parameters, as `keyOfNetwork` names them, if they are
   * estimated.
   */
  readonly bounds: Readonly<Record<string, LikelihoodBound>>;
  readonly runningScore: number | null;
  readonly runningAccuracy: number | null;
}

/** The state before the first iteration. */
export function initialTrainingState(network: NetworkState): TrainingState {
  return {
    network,
    iteration: 0,
    best: { parameters: network.parameters, accuracy: null },
    memory: [],
    patience: 0,
    validated: {},
    bounds: {},
    runningScore: null,
    runningAccuracy: null,
  };
}
