/**
 * Why a run cannot be made, read or resumed.
 *
 * - `run-directory`: the folder has no run, or one that this version cannot use
 * - `run-exists`: another run is in the directory of a new one
 * - `run-busy`: another process is running it
 * - `other-run`: the directory holds a run of other options
 * - `program-run`: only the program that made it can open its model
 * - `event-mismatch`, `checkpoint-mismatch`: a resumed run does not repeat what it did before
 * - `nothing-learned`: it was stopped before its first validation
 * - `time-cap`: its time is up
 */
export type RunErrorCode =
  | 'run-directory'
  | 'run-exists'
  | 'run-busy'
  | 'other-run'
  | 'program-run'
  | 'event-mismatch'
  | 'checkpoint-mismatch'
  | 'nothing-learned'
  | 'time-cap';

/** Options of `RunError`. */
export interface RunErrorOptions {
  readonly code: RunErrorCode;
  readonly message: string;
  readonly runDirectory?: string | undefined;
  readonly difference?: readonly string[] | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly stopped?: 'budget' | 'aborted' | undefined;
  readonly cause?: unknown;
}

/** A run that cannot be made, read or resumed, or that ended without a result. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly userFacing = true;
  readonly code: RunErrorCode;
  /** Missing for a run in memory. */
  readonly runDirectory: string | undefined;
  /** Settings or parts in which it differs from what was expected: `iters 3, now 5`. */
  readonly difference: readonly string[];
  /** With `event-mismatch`, the file. */
  readonly path: string | undefined;
  /** Line in `path`, from 1. */
  readonly line: number | undefined;
  /** With `nothing-learned`, what stopped it. */
  readonly stopped: 'budget' | 'aborted' | undefined;

  constructor(options: RunErrorOptions) {
    const { code, message, runDirectory, difference = [], path, line, stopped, cause } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.runDirectory = runDirectory;
    this.difference = difference;
    this.path = path;
    this.line = line;
    this.stopped = stopped;
  }
}

/** Whether a run has failed for this reason. */
export function isRunError(error: unknown, code: RunErrorCode): error is RunError {
  return error instanceof RunError && error.code === code;
}
