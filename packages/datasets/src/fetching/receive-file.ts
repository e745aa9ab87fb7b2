import { open, rm, stat } from 'node:fs/promises';
import { atDisk } from './at-disk.ts';
import { createDownloadError, type DownloadError } from './download-error.ts';
import { watchForStall } from './stall-watch.ts';
import { translateNetworkError } from './translate-network-error.ts';

/** Sends one request. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Options for one attempt to download a file, or its missing rest. */
export interface ReceiveRequest {
  readonly url: string;
  /** The part file. Bytes from earlier attempts are not requested again. */
  readonly partFile: string;
  /** Size of the file, if known. */
  readonly bytes: number | undefined;
  readonly stallTimeoutInMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Sends requests, for example through a proxy. @default the global `fetch` */
  readonly fetch?: Fetch | undefined;
  /** Called with the bytes received, and the total if known. */
  readonly onBytes: (bytes: number, totalBytes: number | undefined) => void;
}

const KEPT = 'The received part is kept: run the command again to resume.';

/**
 * Downloads the missing rest of a file and appends it to the part file, which is kept on failure.
 *
 * @throws DownloadError that describes the server's behaviour; the signal's reason
 * @throws DatasetFileError if the bytes cannot be written
 */
export async function receiveFile(request: ReceiveRequest): Promise<void> {
  const { url, partFile, bytes, stallTimeoutInMs, signal, onBytes } = request;
  const { fetch: send = fetch } = request;
  const kept = await sizeOf(partFile);
  if (bytes !== undefined && kept === bytes) return;
  using watch = watchForStall(stallTimeoutInMs);
  try {
    const response = await send(url, {
      // Compressed responses cannot be resumed or counted.
      headers: { 'accept-encoding': 'identity', ...(kept > 0 && { range: `bytes=${kept}-` }) },
      signal: AbortSignal.any([watch.signal, ...(signal ? [signal] : [])]),
    });
    const start = await findStart(response, request, kept);
    if (start === 'complete') return;
    const left = contentLength(response);
    const total = bytes ?? (left === undefined ? undefined : start + left);
    const received = await append({
      body: response.body,
      partFile,
      start,
      onBytes: (count) => {
        watch.seen();
        onBytes(count, total);
      },
    });
    if (total !== undefined && received < total) throw cutShort(url, received, total);
  } catch (error) {
    signal?.throwIfAborted();
    if (watch.signal.aborted) {
      throw createDownloadError({
        url,
        code: 'stalled',
        problem: `sent nothing for ${stallTimeoutInMs / 1000} s`,
        remedy: KEPT,
        isRetryable: true,
      });
    }
    throw translateNetworkError(error, url, KEPT);
  }
}

/** The offset in the file at which the response starts. */
async function findStart(
  response: Response,
  { url, partFile }: ReceiveRequest,
  kept: number,
): Promise<number | 'complete'> {
  const { status, headers } = response;
  if (status === 200) return 0;
  const range = headers.get('content-range') ?? '';
  if (status === 206 && range.startsWith(`bytes ${kept}-`)) return kept;
  await response.body?.cancel();
  if (status === 416 && range === `bytes */${kept}`) return 'complete';
  if (status === 206 || status === 416) {
    // The part does not belong to this file.
    await rm(partFile, { force: true });
    const problem = `cannot resume after ${kept} bytes`;
    const remedy = 'The received part is deleted: run the command again.';
    throw createDownloadError({ url, code: 'damaged', problem, remedy, isRetryable: true });
  }
  throw refused(url, status);
}

async function append({
  body,
  partFile,
  start,
  onBytes,
}: {
  readonly body: AsyncIterable<Uint8Array> | null;
  readonly partFile: string;
  readonly start: number;
  readonly onBytes: (bytes: number) => void;
}): Promise<number> {
  await using handle = await atDisk(partFile, () => open(partFile, start === 0 ? 'w' : 'a'));
  let received = start;
  onBytes(received);
  for await (const chunk of body ?? []) {
    await atDisk(partFile, () => handle.writeFile(chunk));
    received += chunk.byteLength;
    onBytes(received);
  }
  // Sync before the rename, in case the machine goes down.
  await atDisk(partFile, () => handle.sync());
  return received;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

function contentLength({ headers }: Response): number | undefined {
  const isEncoded = !/^(identity)?$/.test(headers.get('content-encoding') ?? '');
  const text = headers.get('content-length');
  return isEncoded || text === null ? undefined : Number(text);
}

function cutShort(url: string, received: number, total: number): DownloadError {
  const problem = `ended after ${received} of ${total} bytes`;
  return createDownloadError({
    url,
    code: 'cut-short',
    problem,
    remedy: KEPT,
    isRetryable: true,
  });
}

function refused(url: string, status: number): DownloadError {
  const isRetryable = status >= 500 || status === 408 || status === 425 || status === 429;
  const isMissing = status === 404 || status === 410;
  return createDownloadError({
    url,
    code: 'refused',
    status,
    problem: `answered ${status}${isMissing ? ': there is no such file' : ''}`,
    remedy: isRetryable ? 'Try again later, or name a mirror.' : 'Name another mirror, or none.',
    isRetryable,
  });
}
