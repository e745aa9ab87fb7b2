import { LossArgumentError } from '../loss-argument-error.ts';

/**
 * The number of a target.
 *
 * @throws LossArgumentError if the target is not a number
 */
export function parseTarget(
  target: string,
  loss: string,
  parse: (text: string) => number | undefined,
): number {
  const value = parse(target);
  if (value !== undefined) return value;
  throw new LossArgumentError({
    code: 'invalid-target',
    loss,
    value: target,
    problem: `the target ${JSON.stringify(target)} is not a number`,
    remedy: 'Compare texts with exact_text_loss or exact_match_loss, or fix the data.',
  });
}
