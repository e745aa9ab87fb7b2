import type { EndpointNotice, RetryWait } from '@dln/llm';
import { systemClock } from '../clock.ts';

/** Shorter waits are not shown. */
const SHORTEST_SHOWN_IN_MS = 2000;

/**
 * Shows waits before requests are sent again: one line for waits at the same time and for the same
 * reason.
 */
export function createWaitNotes(
  onNote: (text: string) => void = () => undefined,
  now: () => Date = systemClock,
): (wait: RetryWait) => void {
  const shownUntil = new Map<string, number>();
  return ({ delayInMs, reason }) => {
    if (delayInMs < SHORTEST_SHOWN_IN_MS) return;
    const time = now().getTime();
    if (time < (shownUntil.get(reason) ?? time)) return;
    shownUntil.set(reason, time + delayInMs);
    onNote(`${reason.replace(/\.$/, '')}; asking again in ${Math.round(delayInMs / 1000)} s`);
  };
}

/** Names a server that stays silent, or whose counts of tokens cannot be true. */
export function createNoticeNotes(
  onNote: (text: string) => void = () => undefined,
): (notice: EndpointNotice) => void {
  return (notice) => {
    if (notice.type === 'estimated-usage') {
      onNote(
        `${notice.url} reports no credible token counts for ${notice.modelId}; tokens and costs are estimates`,
      );
      return;
    }
    const { url, durationInMs, requests } = notice;
    const count = requests === 1 ? 'a request' : `${requests} requests`;
    onNote(
      `${url} has accepted ${count} and sent nothing for ${Math.round(durationInMs / 1000)} s; still waiting`,
    );
  };
}
