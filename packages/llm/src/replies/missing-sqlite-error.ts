import { ReplyStoreError } from './reply-store-error.ts';

/** This Node has no SQLite, which stores the replies. */
export function createMissingSqliteError({
  version,
  cause,
}: {
  /** Version of this Node, such as `v20.20.2`. */
  readonly version: string;
  readonly cause: unknown;
}): ReplyStoreError {
  return new ReplyStoreError({
    code: 'missing-sqlite',
    message:
      'Replies are kept in SQLite, which comes with Node 22.13 and newer; this is Node ' +
      `${version}. Use a newer Node.`,
    cause,
  });
}
