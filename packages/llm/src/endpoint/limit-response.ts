import { ApiCallError } from './api-call-error.ts';

/** The most bytes of a reply, after decompression. Scores of long prompts take a few megabytes. */
export const MAX_REPLY_BYTES: number = 64 * 1024 * 1024;

/** The most bytes that are read of an error's body. */
const MAX_ERROR_BYTES: number = 64 * 1024;

/** Options of `limitResponse`. */
export interface ResponseLimits {
  /** Of the endpoint, without secrets. */
  readonly url: string;
  /** @default MAX_REPLY_BYTES */
  readonly maxReplyBytes?: number;
  /** @default MAX_ERROR_BYTES */
  readonly maxErrorBytes?: number;
}

/**
 * A response whose body ends at a limit: the body of an error is cut there, any other one fails
 * with an `ApiCallError`. A response that announces a shorter body without compression is returned
 * as it is.
 */
export function limitResponse(
  response: Response,
  { url, maxReplyBytes = MAX_REPLY_BYTES, maxErrorBytes = MAX_ERROR_BYTES }: ResponseLimits,
): Response {
  const { body, status, statusText, headers } = response;
  const isError = status >= 400;
  const limit = isError ? maxErrorBytes : maxReplyBytes;
  if (body === null || isShort(headers, limit)) return response;
  let bytes = 0;
  const limited = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const room = limit - bytes;
      bytes += chunk.byteLength;
      if (bytes <= limit) {
        controller.enqueue(chunk);
        return;
      }
      if (!isError) throw createLongReplyError(url, limit);
      if (room > 0) controller.enqueue(chunk.subarray(0, room));
      controller.terminate();
    },
  });
  // A status outside this range is no HTTP; the response keeps the nearest error.
  const shown = status >= 200 && status <= 599 ? status : 502;
  return new Response(body.pipeThrough(limited), { status: shown, statusText, headers });
}

function isShort(headers: Headers, limit: number): boolean {
  const length = headers.get('content-length');
  return length !== null && headers.get('content-encoding') === null && Number(length) <= limit;
}

function createLongReplyError(url: string, limit: number): ApiCallError {
  const size = limit >= 1024 * 1024 ? `${limit / 1024 / 1024} MiB` : `${limit} bytes`;
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${url} sent more than ${size} in one reply, so the rest was not read. Check that the base URL names an OpenAI-compatible API, and limit the length of replies.`,
    url,
    isRetryable: false,
  });
}
