import type { ProxiedCall } from './start-counting-proxy.ts';

/**
 * Completed calls that were made again: those beyond what a run without kills makes of the same question. A call is completed once its reply has reached the client,
 * that is, once the client's process had read it and kept it.
 *
 * @param calls all calls of a run, its resumptions included
 * @param kept serials of the replies that the client was ever found to hold
 * @param needed how often a run without kills asks each question
 */
export function countPaidTwice(
  calls: readonly ProxiedCall[],
  kept: ReadonlySet<number>,
  needed: ReadonlyMap<string, number>,
): number {
  const completed = calls.filter(({ serial }) => kept.has(serial));
  let paidTwice = 0;
  for (const [question, times] of countQuestions(completed))
    paidTwice += Math.max(0, times - (needed.get(question) ?? 0));
  return paidTwice;
}

/** How often each question was asked. */
export function countQuestions(calls: readonly ProxiedCall[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { question } of calls) counts.set(question, (counts.get(question) ?? 0) + 1);
  return counts;
}
