import { createDownloadError } from './download-error.ts';

/** Failures that an immediate retry will not fix. */
const LASTING = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

/**
 * Converts an error of `fetch` to a `DownloadError`; returns other errors unchanged.
 *
 * @param kept - a sentence about the received part
 */
export function translateNetworkError(error: unknown, url: string, kept: string): unknown {
  if (!(error instanceof TypeError)) return error;
  if (error.message !== 'fetch failed') {
    const problem = `broke off (${describeCause(error)})`;
    return createDownloadError({
      url,
      code: 'cut-short',
      problem,
      remedy: kept,
      isRetryable: true,
      cause: error,
    });
  }
  const reason = describeCause(error);
  return createDownloadError({
    url,
    code: 'unreachable',
    problem: `cannot be reached (${reason})`,
    remedy: 'Check the network, or name a mirror.',
    isRetryable: !LASTING.has(reason),
    cause: error,
  });
}

/** The code of the innermost error that has one, such as ENOTFOUND, otherwise its message. */
function describeCause(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? describeCause(error.cause) : error.message;
}
