/** The kind of a download failure. */
export type DownloadFailure =
  /** Cannot connect to the server. */
  | 'unreachable'
  /** The server answered with an error status. */
  | 'refused'
  /** The server stopped sending without closing the connection. */
  | 'stalled'
  /** The connection closed before the end of the file. */
  | 'cut short'
  /** The content is not the published file. */
  | 'damaged';

/** Thrown for a file that could not be downloaded. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly userFacing = true;
  readonly url: string;
  readonly failure: DownloadFailure;
  /** The HTTP status, if that was the failure. */
  readonly status: number | undefined;
  /** Whether an immediate retry may succeed. */
  readonly isRetryable: boolean;

  constructor({
    url,
    failure,
    status,
    problem,
    remedy,
    isRetryable,
    cause,
  }: {
    readonly url: string;
    readonly failure: DownloadFailure;
    readonly status?: number | undefined;
    /** What happened; follows the URL. */
    readonly problem: string;
    /** How to fix it, in complete sentences. */
    readonly remedy: string;
    readonly isRetryable: boolean;
    readonly cause?: unknown;
  }) {
    super(`${url} ${problem}. ${remedy}`, cause === undefined ? {} : { cause });
    this.url = url;
    this.failure = failure;
    this.status = status;
    this.isRetryable = isRetryable;
  }
}
