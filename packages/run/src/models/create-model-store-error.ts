/** Thrown if a model cannot be fetched, copied, found or removed. */
export class ModelStoreError extends Error {
  override readonly name = 'ModelStoreError';
  readonly userFacing = true;
  readonly code = 'model-store';

  constructor({
    subject,
    problem,
    remedy,
    cause,
  }: {
    /** The file, URL or name. */
    readonly subject: string;
    /** What happened; follows the subject. */
    readonly problem: string;
    /** How to fix it, in complete sentences. */
    readonly remedy: string;
    readonly cause?: unknown;
  }) {
    super(`${subject} ${problem}. ${remedy}`, cause === undefined ? {} : { cause });
  }
}
