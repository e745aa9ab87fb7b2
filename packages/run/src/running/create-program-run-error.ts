import { RunError } from '../directory/run-error.ts';

/**
 * The error of a run whose model was an object of the program that trained it.
 *
 * @param model the id that the run recorded
 */
export function createProgramRunError(runDirectory: string, model: string | null): RunError {
  const named = model === null ? 'its model' : `its model ${JSON.stringify(model)}`;
  return new RunError({
    code: 'program-run',
    message: `${runDirectory} was made by a program, and ${named} was an object of that program, which a run directory does not hold. Resume it from the program: call trainNetwork again with the data, model and settings of the run and runDirectory: ${JSON.stringify(runDirectory)}.`,
    runDirectory,
  });
}
