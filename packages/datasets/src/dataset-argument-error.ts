/**
 * Thrown for an argument that a dataset cannot use, such as an empty batch or too many few-shot
 * examples.
 */
export class DatasetArgumentError extends RangeError {
  override readonly name = 'DatasetArgumentError';
  readonly userFacing = true;
  /** The argument's name. */
  readonly argument: string;
  readonly value: unknown;

  constructor({
    argument,
    value,
    wanted,
  }: {
    readonly argument: string;
    readonly value: unknown;
    readonly wanted: string;
  }) {
    super(`${argument} is ${String(value)}; it must be ${wanted}.`);
    this.argument = argument;
    this.value = value;
  }
}
