import { DatasetFileError } from '../dataset-file-error.ts';

/** The error of bytes that are not text in the given or detected encoding. */
export function createEncodingError({
  line,
  problem,
}: {
  /** The first invalid line, counted from 1; `undefined` if the whole text is invalid. */
  readonly line?: number | undefined;
  /** Continues a sentence that starts with the file name. */
  readonly problem: string;
}): DatasetFileError {
  return new DatasetFileError({ code: 'invalid-encoding', line, problem });
}

/** Whether bytes were not text in the given or detected encoding. */
export function isEncodingError(error: unknown): error is DatasetFileError {
  return error instanceof DatasetFileError && error.code === 'invalid-encoding';
}
