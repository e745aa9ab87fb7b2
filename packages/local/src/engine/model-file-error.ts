/** Thrown for a model file that is missing, truncated or in another format. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly userFacing = true;
  readonly path: string;
  /** What is wrong and how to fix it. */
  readonly reason: string;

  constructor({
    path,
    reason,
    cause,
  }: {
    readonly path: string;
    /** Sentences that follow `path:`. */
    readonly reason: string;
    readonly cause?: unknown;
  }) {
    super(`${path}: ${reason}`, { cause });
    this.path = path;
    this.reason = reason;
  }
}
