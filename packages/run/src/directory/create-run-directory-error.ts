import { RunError } from './run-error.ts';

/** The error of a folder that holds no run, or one that this version cannot go on with. */
export function createRunDirectoryError({
  runDirectory,
  problem,
  cause,
}: {
  readonly runDirectory: string;
  readonly problem: string;
  readonly cause?: unknown;
}): RunError {
  return new RunError({
    code: 'run-directory',
    message: `${runDirectory} is no run that can be taken up: ${problem}.`,
    runDirectory,
    cause,
  });
}
