import type { Loss, LossContext } from '../loss.ts';

/** The part of a test's context that a check calls; vitest's and that of `node:test` have it. */
export interface CheckContext {
  /** Marks the test as skipped. */
  skip(reason: string): void;
}

/** One thing that every loss must do. */
export interface LossCheck {
  /** A claim: `gives 0 for a right output`. */
  readonly name: string;
  /**
   * Resolves if the loss does it, and rejects with an error if it does not. If the check does not
   * apply to the loss, it calls `test.skip` with the reason.
   */
  readonly run: (loss: Loss, test: CheckContext) => Promise<void>;
}

/** An output, its target, and what a loss must say of them. */
export interface LossSample {
  readonly output: string;
  readonly target: string;
  /** The loss is 0; otherwise it is above 0. */
  readonly isRight: boolean;
  /** What the loss reads of the example. @default the input is empty, and no column has a value */
  readonly context?: Partial<LossContext>;
}
