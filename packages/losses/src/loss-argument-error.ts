/**
 * Thrown for arguments that a loss cannot use: lists of different lengths, a target without a
 * number, a name that is taken.
 */
export class LossArgumentError extends Error {
  override readonly name = 'LossArgumentError';
  readonly userFacing = true;
  /** The loss's name. */
  readonly loss: string;
  /** What is wrong. */
  readonly value: unknown;

  constructor({
    loss,
    value,
    problem,
    remedy,
  }: {
    readonly loss: string;
    readonly value: unknown;
    readonly problem: string;
    readonly remedy: string;
  }) {
    super(`${loss}: ${problem}. ${remedy}`);
    this.loss = loss;
    this.value = value;
  }
}
