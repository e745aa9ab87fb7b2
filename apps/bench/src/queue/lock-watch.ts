/** Ends jobs whose lock this worker has lost, or may have lost. */
export interface LockWatch extends Disposable {
  /** A job begins. Dispose the watch of the job when it ends. */
  begin(jobId: string): WatchedJob;
  /** Redis has renewed the locks of these jobs. */
  renew(jobIds: readonly string[]): void;
  /** Redis lets other workers run these jobs. */
  lose(jobIds: readonly string[]): void;
}

/** A job under watch. */
export interface WatchedJob extends Disposable {
  /** Aborts when the lock is lost. */
  readonly signal: AbortSignal;
}

/** A job that goes on would be paid for twice. */
export class LockLostError extends Error {
  override readonly name = 'LockLostError';
  readonly userFacing = true;
  readonly code = 'lock-lost';

  constructor() {
    super('the worker lost the cell to another one, because it could not renew its lock in time');
  }
}

/**
 * A lock is valid for so long after its last renewal. A worker that cannot reach Redis gets no
 * word of the loss, so its jobs end when the time is over.
 */
export function createLockWatch(validForInMs: number, now: () => number = Date.now): LockWatch {
  const jobs = new Map<string, { readonly controller: AbortController; renewedAt: number }>();
  const end = (jobId: string): void => jobs.get(jobId)?.controller.abort(new LockLostError());
  const timer = setInterval(
    () => {
      for (const [jobId, { renewedAt }] of jobs) if (now() - renewedAt >= validForInMs) end(jobId);
    },
    Math.max(50, validForInMs / 10),
  );
  timer.unref();
  return {
    begin: (jobId) => {
      const controller = new AbortController();
      const job = { controller, renewedAt: now() };
      jobs.set(jobId, job);
      return {
        signal: controller.signal,
        [Symbol.dispose]: () => {
          if (jobs.get(jobId) === job) jobs.delete(jobId);
        },
      };
    },
    renew: (jobIds) => {
      for (const jobId of jobIds) {
        const job = jobs.get(jobId);
        if (job !== undefined) job.renewedAt = now();
      }
    },
    lose: (jobIds) => {
      for (const jobId of jobIds) end(jobId);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
