import type { Judgement } from './judge-outputs.ts';
import { LossValueError } from './loss-value-error.ts';

/**
 * What a loss returned, checked.
 *
 * @throws LossValueError unless it is a list with a number from 0 to 1 per output
 */
export function checkLosses(
  losses: unknown,
  { loss, outputs }: { readonly loss: string; readonly outputs: readonly string[] },
): readonly Judgement[] {
  if (!Array.isArray(losses)) {
    const problem = `it returned ${show(losses)} instead of a list of losses`;
    throw new LossValueError({ loss, value: losses, problem });
  }
  if (losses.length !== outputs.length) {
    const problem = `it returned ${losses.length} losses for ${outputs.length} outputs`;
    throw new LossValueError({ loss, value: losses, problem });
  }
  return Array.from(losses, (value: unknown, place) => {
    const judgement = readLossValue(value);
    if (judgement) return judgement;
    const problem = `it returned ${show(value)} for the output ${JSON.stringify(outputs[place])}`;
    throw new LossValueError({ loss, value, problem });
  });
}

/** A value that a loss returned for one output; `undefined` if it has another form. */
export function readLossValue(value: unknown): Judgement | undefined {
  if (isLoss(value)) return { loss: value };
  if (typeof value !== 'object' || value === null || !('loss' in value) || !isLoss(value.loss))
    return undefined;
  const feedback: unknown = 'feedback' in value ? value.feedback : undefined;
  if (feedback === undefined || feedback === '') return { loss: value.loss };
  return typeof feedback === 'string' ? { loss: value.loss, feedback } : undefined;
}

function isLoss(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function show(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
    ? JSON.stringify(value)
    : String(value);
}
