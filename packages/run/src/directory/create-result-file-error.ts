/** `--result-data-path` names a file that results cannot be added to. */
export class ResultFileError extends Error {
  override readonly name = 'ResultFileError';
  readonly userFacing = true;
  readonly code = 'result-file';
  readonly path: string;

  constructor(path: string, options: { readonly cause?: unknown } = {}) {
    super(
      `\`resultDataPath\` ${path} holds something else than results by dataset, and is left as it is; name another file, or move this one away`,
      options,
    );
    this.path = path;
  }
}
