import type { RunStatus } from '../../contract.ts';
import type { LineSummary } from '../../reducers/line-summary.ts';

/** What tells how a run stands. */
export interface StatusEvidence {
  /**
   * A process holds the lock; undefined if that cannot be found out, as in a directory that cannot
   * be written to.
   */
  readonly isLocked: boolean | undefined;
  /** The type of the last event; undefined before the first. */
  readonly lastEvent: LineSummary['type'] | undefined;
  /** Milliseconds since a file of the run was written. */
  readonly quietInMs: number;
}

/** Without a lock to ask, a run that wrote something in this time counts as running. */
const HEARTBEAT_IN_MS = 60_000;

/**
 * How a run stands. A process that was killed gives its lock back and leaves no last word: `stale`.
 */
export function decideStatus({ isLocked, lastEvent, quietInMs }: StatusEvidence): RunStatus {
  if (isLocked === true) return 'running';
  switch (lastEvent) {
    case 'tested':
    case 'counted':
      return 'finished';
    case 'interrupted':
      return 'stopped';
    case 'failed':
      return 'failed';
    case undefined:
    case 'validated':
    case 'iteration':
    case 'stepped':
    case 'baseline':
    case 'omitted':
    case 'layout-chosen':
    case 'restored':
    case 'stopped-early':
    case 'other':
      return isLocked === undefined && quietInMs < HEARTBEAT_IN_MS ? 'running' : 'stale';
  }
}
