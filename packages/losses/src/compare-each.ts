import { LossArgumentError } from './loss-argument-error.ts';

/**
 * 0 for each output that matches its target, otherwise 1.
 *
 * @throws LossArgumentError if the lists differ in length
 */
export function compareEach(
  outputs: readonly string[],
  targets: readonly string[],
  {
    loss,
    matches,
  }: {
    readonly loss: string;
    readonly matches: (output: string, target: string) => boolean;
  },
): readonly number[] {
  if (outputs.length !== targets.length) {
    throw new LossArgumentError({
      code: 'unequal-lengths',
      loss,
      value: targets.length,
      problem: `there are ${outputs.length} outputs and ${targets.length} targets`,
      remedy: 'Pass one target per output.',
    });
  }
  return outputs.map((output, index) => (matches(output, targets[index] ?? '') ? 0 : 1));
}
