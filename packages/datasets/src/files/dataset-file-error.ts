/** Thrown for a dataset file that is missing, unreadable or invalid. */
export class DatasetFileError extends Error {
  override readonly name = 'DatasetFileError';
  readonly userFacing = true;
  readonly file: string;
  /** Line in the file, counted from 1. */
  readonly line: number | undefined;
  /** What is wrong, without the file name. */
  readonly problem: string;
  /** How to fix it. */
  readonly remedy: string;

  constructor({
    file,
    line,
    problem,
    remedy,
    cause,
  }: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly problem: string;
    readonly remedy: string;
    readonly cause?: unknown;
  }) {
    const place = line === undefined ? file : `${file}, line ${line}`;
    super(`${place}: ${problem}. ${remedy}`, cause === undefined ? {} : { cause });
    this.file = file;
    this.line = line;
    this.problem = problem;
    this.remedy = remedy;
  }
}
