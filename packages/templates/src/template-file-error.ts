/** Thrown for a template file that cannot be read or has invalid content. */
export class TemplateFileError extends Error {
  override readonly name = 'TemplateFileError';
  readonly userFacing = true;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number | undefined;
  /** The version with the problem. */
  readonly version: string | undefined;

  constructor({
    file,
    line,
    version,
    problem,
    cause,
  }: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly version?: string | undefined;
    readonly problem: string;
    readonly cause?: unknown;
  }) {
    const place = [
      file,
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(version === undefined ? [] : [`version ${version}`]),
    ].join(', ');
    super(`${place}: ${problem}.`, cause === undefined ? {} : { cause });
    this.file = file;
    this.line = line;
    this.version = version;
  }
}
