/**
 * Why stored replies cannot be used.
 *
 * - `unusable-file`: the file cannot be read or written
 * - `missing-sqlite`: this Node has no SQLite
 * - `missing-reply`: a replay needs a reply that is not stored
 */
export type ReplyStoreErrorCode = 'unusable-file' | 'missing-sqlite' | 'missing-reply';

/** Stored replies cannot be used. */
export class ReplyStoreError extends Error {
  override readonly name = 'ReplyStoreError';
  readonly userFacing = true;
  readonly code: ReplyStoreErrorCode;
  readonly file: string | undefined;

  constructor({
    code,
    message,
    file,
    cause,
  }: {
    readonly code: ReplyStoreErrorCode;
    readonly message: string;
    readonly file?: string;
    readonly cause?: unknown;
  }) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.file = file;
  }
}

/** The error of a file that cannot be read or written. */
export function createReplyFileError({
  file,
  cause,
}: {
  readonly file: string;
  readonly cause: unknown;
}): ReplyStoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ReplyStoreError({
    code: 'unusable-file',
    message:
      `The replies in ${file} cannot be read or written: ${reason}. Free the disk or mend the ` +
      'permissions, name another file, or delete this one.',
    file,
    cause,
  });
}
