import { DatasetFileError, type DatasetFileErrorOptions } from '../files/dataset-file-error.ts';

/** The error of a catalogue or dataset description that cannot be read. */
export function createCatalogueError(
  options: Omit<DatasetFileErrorOptions, 'code' | 'remedy'>,
): DatasetFileError {
  return new DatasetFileError({ ...options, code: 'invalid-catalogue' });
}
