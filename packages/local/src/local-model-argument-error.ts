/** Thrown for an invalid option or argument, such as zero threads or a temperature below 0. */
export class LocalModelArgumentError extends RangeError {
  override readonly name = 'LocalModelArgumentError';
  readonly userFacing = true;
  readonly code = 'invalid-argument';
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
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
    super(`${argument} is ${shown}; it must be ${wanted}.`);
    this.argument = argument;
    this.value = value;
  }
}
