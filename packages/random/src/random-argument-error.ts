/**
 * Thrown for invalid arguments, such as a seed out of range or a sample larger than its population.
 */
export class RandomArgumentError extends RangeError {
  override readonly name = 'RandomArgumentError';
  readonly userFacing = true;
  /** The argument's name. */
  readonly argument: string;
  /** The value passed. */
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
    super(`${argument} is ${describe(value)}; it must be ${wanted}.`);
    this.argument = argument;
    this.value = value;
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
