import { DatasetFileError } from '../files/dataset-file-error.ts';

/**
 * Runs a file operation in a data directory.
 *
 * @throws DatasetFileError if it fails, with the system's message and a remedy
 */
export async function atDisk<Value>(file: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (cause) {
    const problem = `cannot be written (${cause instanceof Error ? cause.message : String(cause)})`;
    const remedy = 'Make room for it, or name a folder that you can write to.';
    throw new DatasetFileError({ code: 'unwritable-file', file, problem, remedy, cause });
  }
}
