/** Thrown unless a loss returns a finite number from 0 to 1 for each output. */
export class LossValueError extends Error {
  override readonly name = 'LossValueError';
  readonly userFacing = true;
  readonly code = 'loss-value';
  /** The loss's name. */
  readonly loss: string;
  /** What it returned. */
  readonly value: unknown;

  constructor({
    loss,
    value,
    problem,
  }: {
    readonly loss: string;
    readonly value: unknown;
    readonly problem: string;
  }) {
    super(
      `${loss}: ${problem}. A loss must return one finite number from 0 (right) to 1 (wrong) ` +
        'per output.',
    );
    this.loss = loss;
    this.value = value;
  }
}
