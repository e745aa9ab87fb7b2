/** Settings that cannot be used: what is wrong with each, and what would be accepted. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly userFacing = true;
  readonly code = 'configuration';
  /** One line each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options: { readonly cause?: unknown } = {}) {
    super(
      problems.length === 1
        ? problems.join('')
        : `\n${problems.map((line) => `  ${line}`).join('\n')}`,
      options,
    );
    this.problems = problems;
  }
}
