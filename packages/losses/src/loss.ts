/** What a loss may read of an example beside the answer and its target. */
export interface LossContext {
  /** The input of the network. */
  readonly input: string;
  /** The row of the example by column; input and target only if the data have no other columns. */
  readonly example: Readonly<Record<string, unknown>>;
  /** `[hidden layer]`: what the layers below the last one wrote. */
  readonly hiddenTexts: readonly string[];
}

/** How wrong an answer is, from 0 to 1, and what should be said of it when prompts are proposed. */
export type LossValue = number | { readonly loss: number; readonly feedback?: string | undefined };

/**
 * Measures how wrong answers are. Any object of this shape works.
 *
 * @example
 * const lengthLoss: Loss = {
 *   name: 'length_loss',
 *   compute: (outputs, targets) =>
 *     outputs.map((output, index) => (output.length === targets[index]?.length ? 0 : 1)),
 * };
 */
export interface Loss {
  readonly name: string;
  /**
   * The loss of each output, from 0 (right) to 1 (wrong). `computeLosses` guarantees lists of equal
   * length, and texts that went through `postprocess` if it exists.
   *
   * A loss that returns a promise is computed by `judgeOutputs`.
   *
   * @param contexts - one per output; missing if the caller has no examples
   * @throws LossArgumentError if the lists differ in length, or a target cannot be compared
   */
  compute(
    outputs: readonly string[],
    targets: readonly string[],
    contexts?: readonly LossContext[],
  ): readonly LossValue[] | Promise<readonly LossValue[]>;
  /**
   * Normalizes texts for comparison. Applied to outputs and targets before `compute`. @default
   * texts are compared unchanged
   */
  readonly postprocess?: (text: string) => string;
  /**
   * Different targets may be the same answer to it, such as numbers within a tolerance. @default
   * false: a run refuses a loss that takes different targets for the same answer
   */
  readonly isTolerant?: boolean;
  /**
   * It asks a model or a service. It is not called to find out which answers it confuses. @default
   * false
   */
  readonly isRemote?: boolean;
}
