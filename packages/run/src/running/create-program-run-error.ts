/**
 * A run whose model was an object of the program that trained it, so that nothing but that program
 * can open it.
 */
export class ProgramRunError extends Error {
  override readonly name = 'ProgramRunError';
  readonly userFacing = true;
  readonly code = 'program-run';
  readonly runDirectory: string;

  /** @param model the id that the run recorded */
  constructor(runDirectory: string, model: string | null) {
    const named = model === null ? 'its model' : `its model ${JSON.stringify(model)}`;
    super(
      `${runDirectory} was made by a program, and ${named} was an object of that program, which a run directory does not hold. Resume it from the program: call trainNetwork again with the data, model and settings of the run and runDirectory: ${JSON.stringify(runDirectory)}.`,
    );
    this.runDirectory = runDirectory;
  }
}
