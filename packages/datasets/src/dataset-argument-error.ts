/**
 * Why an argument cannot be used.
 *
 * - `unknown-dataset`: no dataset and no file has this name
 * - `invalid-classes`: the classes are not distinct
 * - `target-without-class`: a target does not belong to exactly one class
 * - `invalid-argument`: anything else, such as an empty batch or too many few-shot examples
 */
export type DatasetArgumentErrorCode =
  | 'unknown-dataset'
  | 'invalid-classes'
  | 'target-without-class'
  | 'invalid-argument';

/** Options of `DatasetArgumentError`. */
export interface DatasetArgumentErrorOptions {
  readonly code: DatasetArgumentErrorCode;
  readonly message: string;
  readonly argument: string;
  readonly value: unknown;
  readonly accepted?: readonly string[] | undefined;
  readonly suggestions?: readonly string[] | undefined;
  readonly dataset?: string | undefined;
}

/** Thrown for an argument that a dataset cannot use. */
export class DatasetArgumentError extends RangeError {
  override readonly name = 'DatasetArgumentError';
  readonly userFacing = true;
  readonly code: DatasetArgumentErrorCode;
  /** The argument's name. */
  readonly argument: string;
  readonly value: unknown;
  /** What would be accepted, if that is a list: names of datasets, or classes as `a|A`. */
  readonly accepted: readonly string[];
  /** Similar names and files, nearest first. */
  readonly suggestions: readonly string[];
  /** The dataset that the argument belongs to, if known. */
  readonly dataset: string | undefined;

  constructor(options: DatasetArgumentErrorOptions) {
    const { code, message, argument, value, accepted = [], suggestions = [], dataset } = options;
    super(message);
    this.code = code;
    this.argument = argument;
    this.value = value;
    this.accepted = accepted;
    this.suggestions = suggestions;
    this.dataset = dataset;
  }
}

/** The error of an argument outside the accepted values. */
export function createArgumentError({
  argument,
  value,
  wanted,
}: {
  readonly argument: string;
  readonly value: unknown;
  readonly wanted: string;
}): DatasetArgumentError {
  const message = `${argument} is ${String(value)}; it must be ${wanted}.`;
  return new DatasetArgumentError({ code: 'invalid-argument', message, argument, value });
}
