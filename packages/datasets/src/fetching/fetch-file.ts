import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatasetFileError } from '../files/dataset-file-error.ts';
import { atDisk } from './at-disk.ts';
import { buildDifference, isDifference } from './build-difference.ts';
import { downloadFile, hashFile } from './download-file.ts';
import type { FetchEvent } from './fetch-event.ts';
import type { PublishedFile } from './published-file.ts';
import type { Fetch } from './receive-file.ts';

/** A file to fetch. */
export interface FetchFileRequest {
  readonly published: PublishedFile;
  readonly url: string;
  readonly dataDir: string;
  /** Whether to replace an existing file with other content. */
  readonly force: boolean;
  readonly attempts: number;
  readonly retryDelayInMs: number;
  readonly stallTimeoutInMs: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: Fetch | undefined;
  readonly onEvent: (event: FetchEvent) => void;
}

/**
 * Fetches one file unless it exists.
 *
 * @throws DownloadError if the download fails
 * @throws DatasetFileError if another file is in its place, the content is not the published task,
 * or it cannot be written
 */
export async function fetchFile(request: FetchFileRequest): Promise<void> {
  const { published, url, dataDir, force, onEvent } = request;
  const target = join(dataDir, published.file);
  if (await isHere(target)) {
    if (await isPublished(target, published)) {
      onEvent({ type: 'present', published });
      return;
    }
    if (!force) throw inTheWay(target, published);
  }
  const copied = published.kind === 'copied' ? published : undefined;
  // The part's name contains the commit, so a part of another version is never resumed.
  const partFile = `${target}.${published.commit.slice(0, 8)}.part`;
  const folder = dirname(target);
  await atDisk(folder, () => mkdir(folder, { recursive: true }));
  await downloadFile({
    ...request,
    partFile,
    bytes: copied?.bytes,
    sha256: copied?.sha256,
    onBytes: (bytes, totalBytes) => {
      onEvent({ type: 'receiving', published, bytes, totalBytes });
    },
    onRetry: (error) => {
      onEvent({ type: 'retrying', published, error });
    },
  });
  if (published.kind === 'copied') await atDisk(target, () => rename(partFile, target));
  else {
    const hardFile = join(dataDir, published.without);
    try {
      await buildDifference({ published, url, taskFile: partFile, hardFile, target });
    } finally {
      await rm(partFile, { force: true });
    }
  }
  onEvent({ type: 'fetched', published });
}

async function isPublished(file: string, published: PublishedFile): Promise<boolean> {
  return published.kind === 'copied'
    ? (await hashFile(file)) === published.sha256
    : isDifference(file, published);
}

async function isHere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

function inTheWay(file: string, published: PublishedFile): DatasetFileError {
  const { repository, commit } = published;
  return new DatasetFileError({
    code: 'file-exists',
    file,
    problem: `is here already, and is not the one of ${repository} at ${commit.slice(0, 8)}`,
    remedy: 'It was left alone. Replace it by force, or fetch into another folder.',
  });
}
