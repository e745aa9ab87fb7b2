import type { Example } from '../example.ts';

/** A batch of examples. Each list has one entry per example. */
export interface Batch {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
  /** `[example][shot]`: training examples to show before each input; empty lists by default. */
  readonly fewShots: readonly (readonly Example[])[];
  /** The row of each example by column; missing if the data have input and target only. */
  readonly fields?: readonly Example['fields'][];
}
