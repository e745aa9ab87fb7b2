/** A file or folder of results that cannot be written. */
export class OutputPathError extends Error {
  override readonly name = 'OutputPathError';
  readonly userFacing = true;
  readonly path: string;

  constructor({
    path,
    setting,
    cause,
  }: {
    readonly path: string;
    /** The option that names it, such as `--out-dir`. */
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
