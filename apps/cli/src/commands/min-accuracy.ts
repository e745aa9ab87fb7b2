import type { EvaluatedSplit } from './evaluate-network.ts';
import { InputError } from './input-error.ts';

/** A network answers fewer examples right than the user requires. */
export class LowAccuracyError extends Error {
  override readonly name = 'LowAccuracyError';
  readonly userFacing = true;
  readonly code = 'low-accuracy';
}

/** @throws InputError unless the text is a number from 0 to 1 */
export function parseMinAccuracy(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0 && value <= 1))
    throw new InputError(`--min-accuracy takes a number from 0 to 1, such as 0.8, not ${text}.`);
  return value;
}

/** @throws LowAccuracyError if the accuracy is below the minimum, or there is no example */
export function requireAccuracy(
  { split, accuracy, examples }: Pick<EvaluatedSplit, 'split' | 'accuracy' | 'examples'>,
  least: number | undefined,
): void {
  if (least === undefined || (accuracy !== null && accuracy >= least)) return;
  const figure = accuracy === null ? 'unknown' : accuracy.toFixed(3);
  throw new LowAccuracyError(
    `The ${split} accuracy is ${figure} on ${examples.length} examples, below --min-accuracy ${least}.`,
  );
}
