/** An option of `trainNetwork` that cannot be used. */
export class TrainingOptionError extends Error {
  override readonly name = 'TrainingOptionError';
  readonly userFacing = true;
  readonly code = 'training-option';
  /** Its name. */
  readonly option: string;

  constructor(option: string, problem: string, options?: ErrorOptions) {
    super(`${option} ${problem}`, options);
    this.option = option;
  }
}

/**
 * Training was stopped by its caller or by a cap before anything was validated, so there is no
 * network.
 */
export class NothingLearnedError extends Error {
  override readonly name = 'NothingLearnedError';
  readonly userFacing = true;
  readonly code = 'nothing-learned';
  readonly stopped: 'budget' | 'aborted';

  constructor(stopped: 'budget' | 'aborted', reason: string, options?: ErrorOptions) {
    super(
      `Training was stopped before its first validation, so there is no network. ${reason}`,
      options,
    );
    this.stopped = stopped;
  }
}

/** A run directory that holds the run of other options. */
export class OtherRunError extends Error {
  override readonly name = 'OtherRunError';
  readonly userFacing = true;
  readonly code = 'other-run';
  readonly runDirectory: string;
  /** The settings in which the two differ: `iters 3, now 5`. */
  readonly difference: readonly string[];

  constructor(runDirectory: string, difference: readonly string[]) {
    super(
      `${runDirectory} holds a run of other options (${difference.join('; ')}). Give those that it was made with, or another runDirectory.`,
    );
    this.runDirectory = runDirectory;
    this.difference = difference;
  }
}
