/** Options of `RunConfigurationError`. */
export interface RunConfigurationErrorOptions {
  /** What cannot be; settings are in backticks: `` `trustFactor: 1` without output classes ``. */
  readonly what: string;
  /** Why, in one sentence; empty if `fix` says it. */
  readonly why: string;
  /** What would be accepted. */
  readonly fix: string;
}

/**
 * Settings that do not fit together or the data; thrown before the first request. Messages name
 * settings by their keys in `@dln/run`.
 */
export class RunConfigurationError extends Error {
  override readonly name = 'RunConfigurationError';
  readonly userFacing = true;
  readonly code = 'run-configuration';
  readonly what: string;
  readonly fix: string;

  constructor({ what, why, fix }: RunConfigurationErrorOptions) {
    super([`This run cannot be made: ${what}.`, why, fix].filter((part) => part !== '').join(' '));
    this.what = what;
    this.fix = fix;
  }
}
