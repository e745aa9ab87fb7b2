/** Thrown for a cell that failed in a worker. */
export class QueueJobError extends Error {
  override readonly name = 'QueueJobError';
  readonly userFacing = true;
  /** The cell's path. */
  readonly path: string;

  constructor({
    path,
    reason,
    cause,
  }: {
    readonly path: string;
    readonly reason: string;
    readonly cause: unknown;
  }) {
    super(reason, { cause });
    this.path = path;
  }
}
