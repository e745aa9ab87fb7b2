import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from '@dln/llm';

const fileName = 'lock';

/** A process that only checks holds the lock for an instant. */
const waitInMs = 500;

/** A run is under way in another process. */
export class RunBusyError extends Error {
  override readonly name = 'RunBusyError';
  readonly userFacing = true;
  readonly code = 'run-busy';
  readonly runDirectory: string;

  constructor(runDirectory: string) {
    super(
      `${runDirectory} is being run by another process. Wait for it to end, or stop it, and go on with dln resume ${runDirectory}.`,
    );
    this.runDirectory = runDirectory;
  }
}

/**
 * Keeps other processes from going on with a run, for as long as this one lives.
 *
 * @throws RunBusyError if another process does so now
 */
export function lockRun(runDirectory: string): Disposable {
  const lock = lockFile(join(runDirectory, fileName), waitInMs);
  if (lock === undefined) throw new RunBusyError(runDirectory);
  return lock;
}

/** Whether a process is at a run just now. */
export function isRunning(runDirectory: string): boolean {
  const file = join(runDirectory, fileName);
  if (!existsSync(file)) return false;
  using lock = lockFile(file);
  return lock === undefined;
}
