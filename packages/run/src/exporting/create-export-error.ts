import { RunFileError } from '../files/run-file-error.ts';

/** The error of a network that cannot be exported. */
export function createExportError(message: string): RunFileError {
  return new RunFileError({ code: 'export', message });
}
