/**
 * Why a guide cannot do what it was asked.
 *
 * - `session-folder`: the folder cannot be used, or holds another session
 * - `session-busy`: another process has the session open
 * - `session-damaged`: a file of the session holds something else
 * - `too-few-inputs`: a guide needs two different inputs
 * - `round-open`, `no-round`: the request needs another state of the round
 * - `round-changed`: the round that the rater saw has ended
 * - `request-cap`: the round may need more requests than the cap
 * - `unknown-rating`: the round shows no such pair or text, or nothing is left to undo
 */
export type GuideErrorCode =
  | 'session-folder'
  | 'session-busy'
  | 'session-damaged'
  | 'too-few-inputs'
  | 'round-open'
  | 'no-round'
  | 'round-changed'
  | 'request-cap'
  | 'unknown-rating';

/** A guide cannot do what it was asked. The message says why. */
export class GuideError extends Error {
  override readonly name = 'GuideError';
  readonly userFacing = true;
  readonly code: GuideErrorCode;

  constructor(code: GuideErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
