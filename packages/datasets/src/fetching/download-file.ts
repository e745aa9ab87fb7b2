import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pRetry from 'p-retry';
import { createDownloadError, DownloadError } from './download-error.ts';
import { receiveFile, type ReceiveRequest } from './receive-file.ts';

/** Options of `downloadFile`. */
export interface DownloadRequest extends ReceiveRequest {
  /** SHA-256 of the file in hexadecimal, if known. */
  readonly sha256: string | undefined;
  /** Number of attempts. */
  readonly attempts: number;
  /** Delay before the second attempt; doubles before each further one. */
  readonly retryDelayInMs: number;
  /** Called after a failure that will be retried. */
  readonly onRetry: (error: DownloadError) => void;
}

/**
 * Downloads a file into its part file and checks it. Retries transient failures. The part file is
 * kept for the next run, unless its content is wrong.
 *
 * @throws DownloadError after the last attempt
 * @throws DatasetFileError if the bytes cannot be written
 */
export async function downloadFile(request: DownloadRequest): Promise<void> {
  const { attempts, retryDelayInMs, signal, onRetry } = request;
  const isRetryable = (error: Error): error is DownloadError =>
    error instanceof DownloadError && error.isRetryable;
  await pRetry(
    async () => {
      await receiveFile(request);
      await check(request);
    },
    {
      retries: attempts - 1,
      minTimeout: retryDelayInMs,
      signal,
      shouldRetry: ({ error }) => isRetryable(error),
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (retriesLeft > 0 && isRetryable(error)) onRetry(error);
      },
    },
  );
}

/** The SHA-256 of a file in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function check({ url, partFile, sha256 }: DownloadRequest): Promise<void> {
  if (sha256 === undefined) return;
  const found = await hashFile(partFile);
  if (found === sha256) return;
  await rm(partFile, { force: true });
  throw createDownloadError({
    url,
    code: 'damaged',
    problem: `is not the published file: its sha256 is ${found}, not ${sha256}`,
    remedy: 'It was not kept. Try again, or name another mirror.',
    isRetryable: true,
  });
}
