import type { RetryWait } from '@dln/llm';
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
