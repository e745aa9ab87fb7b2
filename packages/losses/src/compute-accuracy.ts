import { computeLosses } from './compute-losses.ts';
import type { Loss } from './loss.ts';

/**
 * 1 minus the mean loss; `null` if there are no outputs.
 *
 * @throws LossArgumentError if the lists differ in length, or the loss cannot use a target
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
