import type { RunStatus } from '../contract.ts';
import type { RunView } from './run-view.ts';

/** What became of a run, by its last event and whether a process holds its lock. */
export function statusOf({ ending }: Pick<RunView, 'ending'>, isLocked: boolean): RunStatus {
  if (isLocked) return 'running';
  if (ending === null) return 'stale';
  if (ending.type === 'tested' || ending.type === 'counted') return 'finished';
  return ending.type === 'failed' ? 'failed' : 'stopped';
}
