/**
 * Why recorded replies cannot be used.
 *
 * - `invalid-recording`: they are damaged or incomplete
 * - `missing-reply`: a request has no recorded reply, and no model can answer it
 */
export type RecordedRepliesErrorCode = 'invalid-recording' | 'missing-reply';

/** Thrown for recorded replies that are damaged or incomplete. */
export class RecordedRepliesError extends Error {
  override readonly name = 'RecordedRepliesError';
  readonly userFacing = true;
  readonly code: RecordedRepliesErrorCode;

  constructor(code: RecordedRepliesErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The error of a file of replies. */
export function createRecordingError(file: string, problem: string): RecordedRepliesError {
  return new RecordedRepliesError('invalid-recording', `${file}: ${problem}`);
}

/** The error of requests without a recorded reply. */
export function createMissingReplyError(
  model: string,
  missing: number,
  requests: number,
): RecordedRepliesError {
  return new RecordedRepliesError(
    'missing-reply',
    `${missing} of ${requests} requests to ${model} have no recorded reply. ` +
      'Run the experiment with the model to record them.',
  );
}
