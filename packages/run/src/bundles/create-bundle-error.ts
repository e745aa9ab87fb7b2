import { RunFileError } from '../files/run-file-error.ts';

/** The error of a file that holds no usable replies. */
export function createBundleError(
  file: string,
  problem: string,
  options: { readonly cause?: unknown } = {},
): RunFileError {
  return new RunFileError({
    code: 'bundle',
    message: `${file} holds no replies that can be imported: ${problem}. Nothing was imported; get the file again from its exporter.`,
    path: file,
    ...options,
  });
}
