import { RunFileError } from '../files/run-file-error.ts';

/** The error of a `resultDataPath` that results cannot be added to. */
export function createResultFileError(
  path: string,
  options: { readonly cause?: unknown } = {},
): RunFileError {
  return new RunFileError({
    code: 'result-file',
    message: `\`resultDataPath\` ${path} holds something else than results by dataset, and is left as it is; name another file, or move this one away`,
    path,
    ...options,
  });
}
