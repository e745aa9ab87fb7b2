import { LocalModelError } from '../local-model-error.ts';

/** The error of contexts that do not fit into memory. */
export function createModelMemoryError({
  path,
  contextLength,
  sequences,
  cause,
}: {
  readonly path: string;
  readonly contextLength: number;
  /** Sequences requested, each with its own context memory. */
  readonly sequences: number;
  readonly cause: unknown;
}): LocalModelError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LocalModelError({
    code: 'out-of-memory',
    message:
      `${path}: not enough memory for ${sequences} contexts of ${contextLength} tokens ` +
      `(${reason}). Lower contextLength or sequences.`,
    path,
    cause,
  });
}
