import { ModelSettingError } from '../model-setting-error.ts';

/** A named tokenizer cannot be used. */
export function createMissingTokenizerError({
  path,
  reason,
  cause,
}: {
  /** The named file or folder. */
  readonly path: string;
  /** A sentence: what is missing, and how to get it. */
  readonly reason: string;
  readonly cause?: unknown;
}): ModelSettingError {
  const message = `Cannot count tokens with ${path}: ${reason}`;
  return new ModelSettingError({ code: 'missing-tokenizer', message, subject: path, cause });
}
