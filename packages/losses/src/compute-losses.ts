import type { Loss } from './loss.ts';
import { checkLosses } from './check-losses.ts';

/**
 * The loss of each model output. Post-processes outputs and targets, then compares them.
 *
 * @throws LossArgumentError if the lists differ in length, or the loss cannot use a target
 * @throws LossValueError unless the loss returns one finite number from 0 to 1 per output, at once
 */
export function computeLosses(
  loss: Loss,
  outputs: readonly string[],
  targets: readonly string[],
): readonly number[] {
  const postprocess = loss.postprocess ?? ((text: string): string => text);
  const losses: unknown = loss.compute(outputs.map(postprocess), targets.map(postprocess));
  // The caller gets an error; a rejection has no other reader.
  if (losses instanceof Promise) losses.catch(() => undefined);
  return checkLosses(losses, { loss: loss.name, outputs }).map((judgement) => judgement.loss);
}
