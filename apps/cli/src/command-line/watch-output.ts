import type { Writable } from 'node:stream';

/** The exit status of a process whose reader went away: 128 + SIGPIPE. */
const CLOSED_PIPE = 141;

/** How long a command may take to stop once its output has no reader. */
const PATIENCE_IN_MS = 10_000;

/** Follows the streams that a command writes to. */
export interface OutputWatch {
  /** The exit status of the process, given the one that the command returned. */
  readonly statusOr: (status: number) => number;
}

/**
 * Ends a command whose output has no reader any more (`dln train 2>&1 | head -1`) with status 141,
 * never with 0: a run stops as after Ctrl-C and can be resumed. Another failure of standard output,
 * such as a full disk, is reported in one line and ends the process with status 1.
 */
export function watchOutput(options: {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Stops the command. */
  readonly stop: () => void;
  /** Ends the process at once. */
  readonly exit: (status: number) => void;
  /** Sets the status with which the process ends. */
  readonly setStatus: (status: number) => void;
}): OutputWatch {
  const { stdout, stderr, stop, exit, setStatus } = options;
  let failed: number | undefined;
  const fail = (status: number): void => {
    failed ??= status;
    setStatus(failed);
  };
  const onError = (error: NodeJS.ErrnoException, stream: Writable): void => {
    if (error.code === 'EPIPE') {
      if (failed === CLOSED_PIPE) return;
      fail(CLOSED_PIPE);
      stop();
      setTimeout(() => {
        exit(CLOSED_PIPE);
      }, PATIENCE_IN_MS).unref();
      return;
    }
    // Without progress a run goes on; its results are in the run directory.
    if (stream !== stdout || failed !== undefined) return;
    fail(1);
    stderr.write(`dln: cannot write to standard output: ${describe(error)}\n`);
  };
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      onError(error, stream);
    });
  return { statusOr: (status) => failed ?? status };
}

function describe(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOSPC' ? 'no space left on the device (ENOSPC)' : error.message;
}
