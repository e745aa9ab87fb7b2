import { constants } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { codeOf } from '../../records/error-code.ts';
import type { RunFileName } from '../../contract.ts';
import { isMissing, type FoundRun } from './find-runs.ts';

/** A file of a run, open for reading. */
export interface OpenRunFile extends AsyncDisposable {
  readonly handle: FileHandle;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Another file under the same name has another one. */
  readonly inode: number;
}

/**
 * Opens a file of a run for reading. Links are not followed: a file of a run is a plain file in its
 * own directory, which has not moved since it was found.
 *
 * @returns undefined if the file is missing, or is a link, a folder or a device
 */
export async function openRunFile(
  run: FoundRun,
  name: RunFileName,
): Promise<OpenRunFile | undefined> {
  const path = run.paths.get(name);
  if (path === undefined) return undefined;
  try {
    if ((await realpath(run.directory)) !== run.directory) return undefined;
    // Opening a named pipe would wait for its writer, so the kind comes first.
    if (!(await lstat(path)).isFile()) return undefined;
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    return await describe(handle);
  } catch (error) {
    if (isMissing(error) || isLink(error)) return undefined;
    throw error;
  }
}

async function describe(handle: FileHandle): Promise<OpenRunFile | undefined> {
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    return undefined;
  }
  return {
    handle,
    size: stats.size,
    modified: Math.round(stats.mtimeMs),
    inode: stats.ino,
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

function isLink(error: unknown): boolean {
  return codeOf(error) === 'ELOOP';
}
