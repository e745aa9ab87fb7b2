/**
 * Why a file cannot be used.
 *
 * - `bundle`: it holds no exported replies
 * - `export`: it holds a network that cannot be exported
 * - `initial-prompt`: no initial prompt can be taken from it
 * - `model-store`: a model cannot be fetched, copied, found or removed
 * - `output-path`: it cannot be written
 * - `recorded-path`: a run's configuration names it, and it is no longer at its place
 * - `result-file`: it holds something else than results by dataset
 */
export type RunFileErrorCode =
  | 'bundle'
  | 'export'
  | 'initial-prompt'
  | 'model-store'
  | 'output-path'
  | 'recorded-path'
  | 'result-file';

/** Options of `RunFileError`. */
export interface RunFileErrorOptions {
  readonly code: RunFileErrorCode;
  readonly message: string;
  readonly path?: string | undefined;
  readonly model?: string | undefined;
  readonly cause?: unknown;
}

/** A file that a run reads or writes, or that is made of a run, cannot be used. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
  readonly userFacing = true;
  readonly code: RunFileErrorCode;
  /** The file, folder, URL or name. */
  readonly path: string | undefined;
  /** With `model-store`, a published model that can be fetched. */
  readonly model: string | undefined;

  constructor({ code, message, path, model, cause }: RunFileErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path;
    this.model = model;
  }
}
