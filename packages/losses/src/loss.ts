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
   * @throws LossArgumentError if the lists differ in length, or a target cannot be compared
   */
  compute(outputs: readonly string[], targets: readonly string[]): readonly number[];
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
}
