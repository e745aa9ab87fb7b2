/** Thrown for a catalogue or dataset description that cannot be read. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  readonly userFacing = true;
  readonly file: string;
  /** Line in the file, counted from 1. */
  readonly line: number | undefined;

  constructor({
    file,
    line,
    problem,
    cause,
  }: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly problem: string;
    readonly cause?: unknown;
  }) {
    const place = line === undefined ? file : `${file}, line ${line}`;
    super(`${place}: ${problem}.`, cause === undefined ? {} : { cause });
    this.file = file;
    this.line = line;
  }
}
