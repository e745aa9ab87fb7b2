import { RunFileError } from '../files/run-file-error.ts';

/** The error of a model that cannot be fetched, copied, found or removed. */
export function createModelStoreError({
  subject,
  problem,
  remedy,
  model,
  cause,
}: {
  /** The file, URL or name. */
  readonly subject: string;
  /** What happened; follows the subject. */
  readonly problem: string;
  /** How to fix it, in complete sentences. */
  readonly remedy: string;
  /** A published model that can be fetched. */
  readonly model?: string | undefined;
  readonly cause?: unknown;
}): RunFileError {
  return new RunFileError({
    code: 'model-store',
    message: `${subject} ${problem}. ${remedy}`,
    path: subject,
    model,
    cause,
  });
}
