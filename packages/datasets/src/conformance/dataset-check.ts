import type { Dataset } from '../batches/dataset.ts';

/** The part of a test's context that a check calls; vitest's and that of `node:test` have it. */
export interface CheckContext {
  /** Marks the test as skipped. */
  skip(reason: string): void;
}

/** Loads the dataset that is checked. */
export type LoadSeeded = (seed: number) => Dataset | Promise<Dataset>;

/** One thing that every dataset must do. */
export interface DatasetCheck {
  /** A claim: `has the same splits for every seed`. */
  readonly name: string;
  /**
   * Resolves if the dataset does it, and rejects with an error if it does not. If the check does
   * not apply to the dataset, it calls `test.skip` with the reason.
   */
  readonly run: (load: LoadSeeded, test: CheckContext) => Promise<void>;
}

/** Two seeds of a run. */
export const SEEDS = [1, 2] as const;
