/** A file or folder of results that cannot be written. */
export class OutputPathError extends Error {
  override readonly name = 'OutputPathError';
  readonly userFacing = true;
  readonly code = 'output-path';
  readonly path: string;

  constructor({
    path,
    setting,
    cause,
  }: {
    readonly path: string;
    /** The setting that names it in backticks, or the flag of an application. */
    readonly setting: string;
    readonly cause: unknown;
  }) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${setting} ${path} cannot be written (${reason}); name a place that can be, or mend its permissions`,
      { cause },
    );
    this.path = path;
  }
}
