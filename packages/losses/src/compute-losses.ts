import type { Loss } from './loss.ts';
import { LossValueError } from './loss-value-error.ts';

/**
 * The loss of each model output. Post-processes outputs and targets, then compares them.
 *
 * @throws LossArgumentError if the lists differ in length, or the loss cannot use a target
 * @throws LossValueError unless the loss returns one finite number from 0 to 1 per output
 */
export function computeLosses(
  loss: Loss,
  outputs: readonly string[],
  targets: readonly string[],
): readonly number[] {
  const postprocess = loss.postprocess ?? ((text: string): string => text);
  const losses: unknown = loss.compute(outputs.map(postprocess), targets.map(postprocess));
  return checkLosses(losses, { loss: loss.name, outputs });
}

function checkLosses(
  losses: unknown,
  { loss, outputs }: { readonly loss: string; readonly outputs: readonly string[] },
): readonly number[] {
  if (!Array.isArray(losses)) {
    const problem = `it returned ${show(losses)} instead of a list of losses`;
    throw new LossValueError({ loss, value: losses, problem });
  }
  if (losses.length !== outputs.length) {
    const problem = `it returned ${losses.length} losses for ${outputs.length} outputs`;
    throw new LossValueError({ loss, value: losses, problem });
  }
  return Array.from(losses, (value: unknown, place) => {
    if (typeof value === 'number' && value >= 0 && value <= 1) return value;
    const problem = `it returned ${show(value)} for the output ${JSON.stringify(outputs[place])}`;
    throw new LossValueError({ loss, value, problem });
  });
}

function show(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
