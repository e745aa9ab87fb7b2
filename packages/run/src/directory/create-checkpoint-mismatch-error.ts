/** A run that was taken up again came to the place of its checkpoint in another state. */
export class CheckpointMismatchError extends Error {
  override readonly name = 'CheckpointMismatchError';
  readonly userFacing = true;
  readonly code = 'checkpoint-mismatch';
  readonly runDirectory: string;
  /** What is not as it was: `training`, `dataset`, `models` or `samples`. */
  readonly parts: readonly string[];

  constructor(runDirectory: string, parts: readonly string[]) {
    super(
      `The run does not go as it went before: at the place of its checkpoint in ${runDirectory}, the state of its ${parts.join(' and ')} is another one. What it reads or its checkpoint.json has changed since; put that back, or start a new run with dln train.`,
    );
    this.runDirectory = runDirectory;
    this.parts = parts;
  }
}
