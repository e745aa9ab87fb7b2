/**
 * Why an experiment cannot run.
 *
 * - `invalid-experiment`: it cannot be found, parsed, or run as requested
 * - `unwritable-folder`: its results cannot be written
 * - `missing-build`: the command that it runs is not built
 * - `redis-connection`: cannot connect to its queue
 */
export type ExperimentErrorCode =
  | 'invalid-experiment'
  | 'unwritable-folder'
  | 'missing-build'
  | 'redis-connection';

/** Options of `ExperimentError`. */
export interface ExperimentErrorOptions {
  readonly code: ExperimentErrorCode;
  readonly message: string;
  readonly subject: string;
  readonly cause?: unknown;
}

/** Thrown for an experiment that cannot run. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError';
  readonly userFacing = true;
  readonly code: ExperimentErrorCode;
  /** The experiment, flag, folder, command or server concerned, without a password. */
  readonly subject: string;

  constructor({ code, message, subject, cause }: ExperimentErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.subject = subject;
  }
}

/** The error of an experiment, or of a flag, that cannot be used. */
export function createExperimentError(
  subject: string,
  problem: string,
  options: { readonly cause?: unknown } = {},
): ExperimentError {
  return new ExperimentError({
    code: 'invalid-experiment',
    message: `${subject}: ${problem}`,
    subject,
    ...options,
  });
}
