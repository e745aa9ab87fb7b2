import type { KillMeasurement, WholeRun } from './measure-kills.ts';

/** What came of killed runs, in Markdown. */
export function reportKills(
  { calls }: Pick<WholeRun, 'calls'>,
  measurements: readonly KillMeasurement[],
): string {
  const sum = (read: (one: KillMeasurement) => number): number =>
    measurements.reduce((total, one) => total + read(one), 0);
  const firstKills = measurements.map(({ callsAtFirstKill }) => callsAtFirstKill);
  const oldest = Math.max(0, ...measurements.map(({ oldestUnreadInMs }) => oldestUnreadInMs));
  return [
    '| what | figure |',
    '|---|---|',
    `| calls of the run that nobody kills | ${calls} |`,
    `| runs that were killed | ${measurements.length} |`,
    `| kills | ${sum(({ kills }) => kills)} |`,
    `| calls made at the first kill | ${Math.min(...firstKills)} to ${Math.max(...firstKills)} |`,
    `| results equal to the byte | ${sum(({ isSame }) => Number(isSame))} |`,
    `| completed calls paid twice | ${sum(({ paidTwice }) => paidTwice)} |`,
    `| calls cut off by a kill, and made again | ${sum(({ cutOff }) => cutOff)} |`,
    `| replies on the connection at a kill, never read | ${sum(({ unread }) => unread)}, the oldest for ${oldest.toFixed(1)} ms |`,
  ].join('\n');
}
