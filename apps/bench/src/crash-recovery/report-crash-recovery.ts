import type { CrashRecoveryMeasurement, WholeRun } from './measure-crash-recovery.ts';
import type { WorkersMeasurement } from './measure-workers.ts';

/** The results of killed runs in Markdown. */
export function reportCrashRecovery(
  { calls }: Pick<WholeRun, 'calls'>,
  measurements: readonly CrashRecoveryMeasurement[],
): string {
  const sum = (read: (one: CrashRecoveryMeasurement) => number): number =>
    measurements.reduce((total, one) => total + read(one), 0);
  const firstKills = measurements.map(({ callsAtFirstKill }) => callsAtFirstKill);
  const oldest = Math.max(0, ...measurements.map(({ oldestUnreadInMs }) => oldestUnreadInMs));
  return [
    '| what | figure |',
    '|---|---|',
    `| calls of the uninterrupted run | ${calls} |`,
    `| killed runs | ${measurements.length} |`,
    `| kills | ${sum(({ kills }) => kills)} |`,
    `| calls before the first kill | ${Math.min(...firstKills)} to ${Math.max(...firstKills)} |`,
    `| byte-identical results | ${sum(({ isSame }) => Number(isSame))} |`,
    `| completed calls paid twice | ${sum(({ paidTwice }) => paidTwice)} |`,
    `| calls interrupted by a kill and repeated | ${sum(({ cutOff }) => cutOff)} |`,
    `| unread replies on the connection at a kill | ${sum(({ unread }) => unread)}, the ` +
      `oldest for ${oldest.toFixed(1)} ms |`,
  ].join('\n');
}

/** The results of killed workers in Markdown. */
export function reportWorkers(measured: WorkersMeasurement): string {
  const { cells, kills, restarts, same, calls, paidTwice, inFlight } = measured;
  const { unread, oldestUnreadInMs } = measured;
  return [
    '| what | figure |',
    '|---|---|',
    `| kills of workers, each with a successor in another folder | ${kills} |`,
    `| kills of Redis | ${restarts} |`,
    `| cells with the result of a single process | ${same} of ${cells} |`,
    `| calls | ${calls} |`,
    `| received replies paid twice | ${paidTwice} |`,
    `| calls in flight at a kill | ${inFlight} |`,
    `| unread replies on the connection at a kill | ${unread}, the ` +
      `oldest for ${oldestUnreadInMs.toFixed(1)} ms |`,
  ].join('\n');
}
