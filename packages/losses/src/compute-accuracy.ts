import { computeLosses } from './compute-losses.ts';
import type { Loss } from './loss.ts';

/**
 * 1 less the mean loss; `null` for no outputs.
 *
 * @throws LossArgumentError where the lists differ in length, or a target does not suit the loss
 */
export function computeAccuracy(
  loss: Loss,
  outputs: readonly string[],
  targets: readonly string[],
): number | null {
  const losses = computeLosses(loss, outputs, targets);
  if (losses.length === 0) return null;
  return 1 - losses.reduce((sum, value) => sum + value, 0) / losses.length;
}
