import { judgeEach } from './judge-outputs.ts';

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
  return judgeEach({ outputs, targets, loss }, (output, target) =>
    matches(output, target) ? 0 : 1,
  );
}
