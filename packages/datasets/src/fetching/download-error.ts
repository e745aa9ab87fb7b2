import { shownUrl } from './shown-url.ts';

/**
 * Why a file could not be downloaded.
 *
 * - `unreachable`: cannot connect to the server
 * - `refused`: the server answered with an error status
 * - `stalled`: the server stopped sending without closing the connection
 * - `cut-short`: the connection closed before the end of the file
 * - `damaged`: the content is not the published file
 * - `files-failed`: files of datasets failed; `errors` has one error per file
 */
export type DownloadErrorCode =
  | 'unreachable'
  | 'refused'
  | 'stalled'
  | 'cut-short'
  | 'damaged'
  | 'files-failed';

/** Options of `DownloadError`. */
export interface DownloadErrorOptions {
  readonly code: DownloadErrorCode;
  readonly message: string;
  readonly url?: string | undefined;
  /** The HTTP status, if that was the failure. */
  readonly status?: number | undefined;
  /** @default false */
  readonly isRetryable?: boolean | undefined;
  readonly errors?: readonly Error[] | undefined;
  readonly cause?: unknown;
}

/** Thrown if files could not be downloaded. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly userFacing = true;
  readonly code: DownloadErrorCode;
  /** Missing if several files failed. */
  readonly url: string | undefined;
  /** The HTTP status, if that was the failure. */
  readonly status: number | undefined;
  /** Whether an immediate retry may succeed. */
  readonly isRetryable: boolean;
  /** One per failed file, with the code `files-failed`; empty otherwise. */
  readonly errors: readonly Error[];

  constructor(options: DownloadErrorOptions) {
    const { code, message, url, status, isRetryable = false, errors = [], cause } = options;
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.url = url;
    this.status = status;
    this.isRetryable = isRetryable;
    this.errors = errors;
  }
}

/** The error of one file. */
export function createDownloadError({
  url,
  problem,
  remedy,
  ...options
}: Omit<DownloadErrorOptions, 'message' | 'errors'> & {
  readonly url: string;
  /** What happened; follows the URL. */
  readonly problem: string;
  /** How to fix it, in complete sentences. */
  readonly remedy: string;
}): DownloadError {
  const shown = shownUrl(url);
  return new DownloadError({
    ...options,
    url: shown,
    message: `${shown} ${problem}. ${remedy}`,
  });
}
