/**
 * Why the studio cannot be opened or exported.
 *
 * - `runs-path`: a path does not lead to runs
 * - `no-run`: there is no run to export
 * - `export-target`: an export cannot write a file, or must not replace it
 * - `page-missing`: the page has not been built
 */
export type StudioErrorCode = 'runs-path' | 'no-run' | 'export-target' | 'page-missing';

/** Thrown if the studio cannot be opened or exported. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  readonly userFacing = true;
  readonly code: StudioErrorCode;
  /** The file or folder. */
  readonly path: string;

  constructor({
    code,
    path,
    message,
    cause,
  }: {
    readonly code: StudioErrorCode;
    readonly path: string;
    readonly message: string;
    readonly cause?: unknown;
  }) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path;
  }
}
