import type { LikelihoodBound } from '../bound/importance-weighted-bound.ts';
import type { NetworkState } from '../inference/step.ts';
import type { MemoryEntry } from './prompt-memory.ts';

/** Where a run stands between iterations: plain JSON. */
export interface TrainingState {
  readonly network: NetworkState;
  /** Steps that are done; the next event is of this iteration. */
  readonly iteration: number;
  /** The best prompts so far, and their accuracy on the dev split; null before a validation that counted. */
  readonly best: { readonly prompts: readonly string[]; readonly accuracy: number | null };
  /** Best first under `standard`. */
  readonly memory: readonly MemoryEntry[];
  /** Validations since the last record. */
  readonly patience: number;
  /** Accuracy by validated prompts. */
  readonly validated: Readonly<Record<string, number>>;
  /** Lower bounds of log p(y | x) by validated prompts, if they are estimated. */
  readonly bounds: Readonly<Record<string, LikelihoodBound>>;
  readonly runningScore: number | null;
  readonly runningAccuracy: number | null;
}

/** The state before the first iteration. */
export function initialTrainingState(network: NetworkState): TrainingState {
  return {
    network,
    iteration: 0,
    best: { prompts: network.prompts, accuracy: null },
    memory: [],
    patience: 0,
    validated: {},
    bounds: {},
    runningScore: null,
    runningAccuracy: null,
  };
}
