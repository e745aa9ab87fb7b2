import type { ProxiedCall } from './start-counting-proxy.ts';

/**
 * Counts completed calls that were repeated: those beyond the number of times that an uninterrupted
 * run makes the same request. A call is completed once the client has read and stored its reply.
 *
 * @param calls all calls of a run, including resumed ones
 * @param kept serial numbers of all replies that the client stored
 * @param needed how often an uninterrupted run makes each request
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

/** How often each request was made. */
export function countQuestions(calls: readonly ProxiedCall[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { question } of calls) counts.set(question, (counts.get(question) ?? 0) + 1);
  return counts;
}
