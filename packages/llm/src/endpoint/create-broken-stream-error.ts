import { ApiCallError } from './api-call-error.ts';

/**
 * A streamed reply ended after some of its text was passed on. Sending the request again would
 * repeat that text.
 */
export function createBrokenStreamError(cause: unknown, url: string): ApiCallError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${url} ended a streamed reply before its end: ${reason}`,
    url,
    isRetryable: false,
    isProvenServer: true,
    cause,
  });
}
