import { ApiCallError } from './api-call-error.ts';

/** Overloaded, not implemented, not this version of HTTP: the server did not begin. */
const REFUSALS = [501, 503, 505, 529];

/**
 * Whether an attempt that failed may be on the bill all the same. A refusal is not, nor is a
 * request that reached no server; what broke off, took too long or came in pieces may have been
 * answered, and only the server knows.
 *
 * @param error what ended the attempt, as `translateError` gives it
 */
export function mayHaveCost(error: unknown): boolean {
  if (!(error instanceof ApiCallError)) return true;
  const { status } = error;
  if (status !== undefined) return status >= 500 && !REFUSALS.includes(status);
  // A connection that will never come about, such as one with a certificate that is not trusted,
  // has carried no request.
  if (error instanceof ApiCallError && error.code === 'connection')
    return error.isRetryable && !error.isUnreachable;
  return true;
}
