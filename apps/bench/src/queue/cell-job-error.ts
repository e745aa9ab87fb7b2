/** Thrown for a job in the queue that a worker does not run. */
export class CellJobError extends Error {
  override readonly name = 'CellJobError';
  readonly userFacing = true;
  readonly code = 'invalid-job';

  /** @param reason without a full stop */
  constructor(reason: string) {
    super(
      `A job in the queue was refused: ${reason}. Queue it with the \`bench run\` of the ` +
        "worker's version, and let no other program write to this Redis.",
    );
  }
}
