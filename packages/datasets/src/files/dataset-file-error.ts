/**
 * Why a file of a dataset cannot be used.
 *
 * - `missing-file`: no such file, or it cannot be read
 * - `file-exists`: another file is at the place of a published one
 * - `unwritable-file`: it cannot be written
 * - `invalid-encoding`: the bytes are not text in the given or detected encoding
 * - `invalid-catalogue`: a catalogue or a description of data
 * - `invalid-file`: anything else in it
 */
export type DatasetFileErrorCode =
  | 'missing-file'
  | 'file-exists'
  | 'unwritable-file'
  | 'invalid-encoding'
  | 'invalid-catalogue'
  | 'invalid-file';

/** Options of `DatasetFileError`. */
export interface DatasetFileErrorOptions {
  /** @default 'invalid-file' */
  readonly code?: DatasetFileErrorCode | undefined;
  /** @default unknown: the text has no file */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Follows the file and line. */
  readonly problem: string;
  /** In complete sentences. @default empty */
  readonly remedy?: string | undefined;
  readonly published?: string | undefined;
  readonly generator?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown for a file of a dataset that is missing, unreadable or invalid. */
export class DatasetFileError extends Error {
  override readonly name = 'DatasetFileError';
  readonly userFacing = true;
  readonly code: DatasetFileErrorCode;
  /** Missing for a text that has no file. */
  readonly file: string | undefined;
  /** Line in the file, counted from 1. */
  readonly line: number | undefined;
  /** What is wrong, without the file name. */
  readonly problem: string;
  /** How to fix it; may be empty. */
  readonly remedy: string;
  /** With `missing-file`, the published dataset that the file belongs to. */
  readonly published: string | undefined;
  /** With `missing-file`, the generator that makes such data. */
  readonly generator: string | undefined;

  constructor(options: DatasetFileErrorOptions) {
    const { code = 'invalid-file', file, line, problem, remedy = '' } = options;
    const { published, generator, cause } = options;
    super(describe(options), cause === undefined ? {} : { cause });
    this.code = code;
    this.file = file;
    this.line = line;
    this.problem = problem;
    this.remedy = remedy;
    this.published = published;
    this.generator = generator;
  }
}

function describe({ file, line, problem, remedy = '' }: DatasetFileErrorOptions): string {
  const advice = remedy === '' ? '' : ` ${remedy}`;
  if (file === undefined)
    return `The text ${problem}${line === undefined ? '' : ` (line ${line})`}.${advice}`;
  return `${line === undefined ? file : `${file}, line ${line}`}: ${problem}.${advice}`;
}
