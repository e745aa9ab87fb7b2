/** Thrown for an experiment that cannot be found, parsed, or run as requested. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError';
  readonly userFacing = true;
  readonly experiment: string;

  constructor(experiment: string, problem: string, options: { readonly cause?: unknown } = {}) {
    super(`${experiment}: ${problem}`, options);
    this.experiment = experiment;
  }
}
