import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '@dln/llm';
import { createRunDirectoryError } from './create-run-directory-error.ts';
import { RunError } from './run-error.ts';

const fileName = 'lock';

/** A process that only checks holds the lock for an instant. */
const waitInMs = 500;

/**
 * Keeps other processes from going on with a run, for as long as this one lives.
 *
 * @throws RunError if another process does so now
 */
export function lockRun(runDirectory: string): Disposable {
  const lock = openLock(runDirectory, waitInMs);
  if (lock === 'damaged')
    throw createRunDirectoryError({
      runDirectory,
      problem: `its file \`${fileName}\` is no lock of a run; move it away`,
    });
  if (lock === undefined) throw createBusyError(runDirectory);
  return lock;
}

/** Whether a process is running it now. A file that is not a lock counts as no. */
export function isRunning(runDirectory: string): boolean {
  if (!existsSync(join(runDirectory, fileName))) return false;
  const lock = openLock(runDirectory);
  if (lock === undefined || lock === 'damaged') return lock === undefined;
  lock[Symbol.dispose]();
  return false;
}

/** SQLite's codes for a file that is no lock: not a database, a damaged one, a folder. */
const NO_LOCK: readonly unknown[] = [26, 11, 14];

/** The lock; undefined if another process holds it. */
function openLock(
  runDirectory: string,
  longestWaitInMs?: number,
): Disposable | 'damaged' | undefined {
  try {
    return lockFile(join(runDirectory, fileName), longestWaitInMs);
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && NO_LOCK.includes(error.errcode))
      return 'damaged';
    throw error;
  }
}

function createBusyError(runDirectory: string): RunError {
  return new RunError({
    code: 'run-busy',
    message: `${runDirectory} is being run by another process. Wait for it to end, or stop it and resume the run.`,
    runDirectory,
  });
}
