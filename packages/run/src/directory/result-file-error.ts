/** `--result-data-path` names a file that results cannot be added to. */
export class ResultFileError extends Error {
  override readonly name = 'ResultFileError';
  readonly userFacing = true;
  readonly path: string;

  constructor(path: string, options: { readonly cause?: unknown } = {}) {
    super(
      `--result-data-path ${path} holds something else than results by dataset, and is left as it is; name another file, or move this one away`,
      options,
    );
    this.path = path;
  }
}
