/**
 * Why settings cannot be used.
 *
 * - `configuration`: settings are unknown, of the wrong type, or exclude each other
 * - `training-option`: an option of `trainNetwork`
 * - `output-schema`: the JSON Schema of the answers cannot be used, or targets do not match it
 * - `metric`: the loss confuses answers of the dataset
 * - `unnamed-model`: no model is named, and there is not just one to choose
 * - `demonstration-model`: no model is named, and the one that ships does not know the task
 */
export type ConfigurationErrorCode =
  | 'configuration'
  | 'training-option'
  | 'output-schema'
  | 'metric'
  | 'unnamed-model'
  | 'demonstration-model';

/** Options of `ConfigurationError`. */
export interface ConfigurationErrorOptions {
  /** @default 'configuration' */
  readonly code?: ConfigurationErrorCode | undefined;
  readonly subject?: string | undefined;
  readonly accepted?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** Settings that cannot be used: what is wrong with each, and what would be accepted. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly userFacing = true;
  readonly code: ConfigurationErrorCode;
  /** One line each. */
  readonly problems: readonly string[];
  /** The option, dataset or endpoint concerned, if there is just one. */
  readonly subject: string | undefined;
  /** What could have been named; empty if that is no list. */
  readonly accepted: readonly string[];

  constructor(problems: readonly string[], options: ConfigurationErrorOptions = {}) {
    const { code = 'configuration', subject, accepted = [], cause } = options;
    super(
      problems.length === 1
        ? problems.join('')
        : `\n${problems.map((line) => `  ${line}`).join('\n')}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.problems = problems;
    this.subject = subject;
    this.accepted = accepted;
  }
}
