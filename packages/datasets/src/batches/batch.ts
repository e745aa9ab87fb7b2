import type { Example } from '../example.ts';

/** A batch of examples. All three lists have one entry per example. */
export interface Batch {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** `[example][shot]`: training examples to show before each input; empty lists by default. */
  readonly fewShots: readonly (readonly Example[])[];
}
