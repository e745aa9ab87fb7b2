import { RunFileError } from '../files/run-file-error.ts';

/** The error of a file that a run's configuration names, and that is no longer at its place. */
export function createRecordedPathError(options: {
  /** As the configuration names it. */
  readonly path: string;
  readonly runDirectory: string;
  /** Places that were searched. */
  readonly places: readonly string[];
  /** The option that names another place, if the command has one. */
  readonly option?: string | undefined;
}): RunFileError {
  const { path, runDirectory, places, option } = options;
  const other = option === undefined ? '' : `, or name another place with ${option}`;
  return new RunFileError({
    code: 'recorded-path',
    message: `${path}, which ${runDirectory} was made with, is not at ${places.join(' nor at ')}. Put it back${other}.`,
    path,
  });
}
