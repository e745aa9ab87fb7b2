/** Options of `RunConfigurationError`. */
export interface RunConfigurationErrorOptions {
  /** What cannot be, such as `trust factor 1 without output classes`. */
  readonly what: string;
  /** Why, in one sentence. */
  readonly why: string;
  /** What would be accepted. */
  readonly fix: string;
}

/** Settings that do not fit together or the data; thrown before the first request. */
export class RunConfigurationError extends Error {
  override readonly name = 'RunConfigurationError';
  readonly userFacing = true;
  readonly code = 'run-configuration';
  readonly what: string;
  readonly fix: string;

  constructor({ what, why, fix }: RunConfigurationErrorOptions) {
    super(`This run cannot be made: ${what}. ${why} ${fix}`);
    this.what = what;
    this.fix = fix;
  }
}
