import { checkLosses } from './check-losses.ts';
import { LossArgumentError } from './loss-argument-error.ts';
import type { Loss, LossContext } from './loss.ts';

/** How wrong an answer is, and what should be said of it. */
export interface Judgement {
  readonly loss: number;
  /** What proposals of prompts are shown. */
  readonly feedback?: string;
}

/** An answer with its example. */
export interface JudgedOutput extends LossContext {
  readonly output: string;
  readonly target: string;
}

/**
 * How wrong each answer is, in order. Waits for a loss that asks a model or a service.
 *
 * @throws LossArgumentError if the loss cannot use a target
 * @throws LossValueError unless the loss returns a number from 0 to 1, with feedback or without,
 * per output
 *
 * @example
 * await judgeOutputs(loss, [{ output: 'a', target: 'b', input: '…', example: {}, hiddenTexts: [] }]);
 */
export async function judgeOutputs(
  loss: Loss,
  judged: readonly JudgedOutput[],
): Promise<readonly Judgement[]> {
  const postprocess = loss.postprocess ?? ((text: string): string => text);
  const outputs = judged.map(({ output }) => postprocess(output));
  const targets = judged.map(({ target }) => postprocess(target));
  const contexts = judged.map(({ input, example, hiddenTexts }) => ({
    input,
    example,
    hiddenTexts,
  }));
  return checkLosses(await loss.compute(outputs, targets, contexts), { loss: loss.name, outputs });
}

/**
 * The values of a loss, output by output.
 *
 * @throws LossArgumentError if the lists differ in length
 */
export function judgeEach<Value>(
  {
    outputs,
    targets,
    loss,
  }: {
    readonly outputs: readonly string[];
    readonly targets: readonly string[];
    readonly loss: string;
  },
  judge: (output: string, target: string) => Value,
): readonly Value[] {
  if (outputs.length !== targets.length)
    throw new LossArgumentError({
      code: 'unequal-lengths',
      loss,
      value: targets.length,
      problem: `there are ${outputs.length} outputs and ${targets.length} targets`,
      remedy: 'Pass one target per output.',
    });
  return outputs.map((output, index) => {
    const target = targets[index];
    if (target === undefined) throw new RangeError(`no target for output ${index}`);
    return judge(output, target);
  });
}
