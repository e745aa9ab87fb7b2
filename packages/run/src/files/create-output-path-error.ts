import { RunFileError } from './run-file-error.ts';

/** The error of a file or folder of results that cannot be written. */
export function createOutputPathError({
  path,
  setting,
  cause,
}: {
  readonly path: string;
  /** The setting that names it in backticks, or the flag of an application. */
  readonly setting: string;
  readonly cause: unknown;
}): RunFileError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RunFileError({
    code: 'output-path',
    message: `${setting} ${path} cannot be written (${reason}); name a place that can be, or mend its permissions`,
    path,
    cause,
  });
}
