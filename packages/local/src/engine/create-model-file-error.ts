import { LocalModelError } from '../local-model-error.ts';

/** The error of a model file that is missing, truncated or in another format. */
export function createModelFileError({
  path,
  reason,
  cause,
}: {
  readonly path: string;
  /** What is wrong and how to fix it: sentences that follow `path:`. */
  readonly reason: string;
  readonly cause?: unknown;
}): LocalModelError {
  return new LocalModelError({
    code: 'invalid-model-file',
    message: `${path}: ${reason}`,
    path,
    cause,
  });
}
