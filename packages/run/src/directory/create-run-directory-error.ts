/** A folder that should hold a run and does not, or one that this version cannot go on with. */
export class RunDirectoryError extends Error {
  override readonly name = 'RunDirectoryError';
  readonly userFacing = true;
  readonly code = 'run-directory';
  readonly runDirectory: string;

  constructor({
    runDirectory,
    problem,
    cause,
  }: {
    readonly runDirectory: string;
    readonly problem: string;
    readonly cause?: unknown;
  }) {
    super(`${runDirectory} is no run that can be taken up: ${problem}.`, { cause });
    this.runDirectory = runDirectory;
  }
}
