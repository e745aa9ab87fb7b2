import { createAnswerChecks } from './answer-checks.ts';
import type { LossCheck, LossSample } from './loss-check.ts';
import { createShapeChecks } from './shape-checks.ts';

/** Options of `createLossChecks`. */
export interface LossCheckOptions {
  /**
   * Outputs with targets of the loss's kind, right and wrong ones. Different targets are different
   * answers. @default yes and no
   */
  readonly samples?: readonly LossSample[];
}

const SAMPLES: readonly LossSample[] = [
  { output: 'yes', target: 'yes', isRight: true },
  { output: 'no', target: 'no', isRight: true },
  { output: 'no', target: 'yes', isRight: false },
];

/**
 * What every `Loss` must do, as checks for vitest, `node:test` and other test runners. A check that
 * does not apply to a loss skips its test, with the reason.
 *
 * @example
 * for (const { name, run } of createLossChecks()) it(name, (test) => run(myLoss, test));
 */
export function createLossChecks({
  samples = SAMPLES,
}: LossCheckOptions = {}): readonly LossCheck[] {
  return [...createShapeChecks(samples), ...createAnswerChecks(samples)];
}
