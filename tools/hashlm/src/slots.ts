import { setTimeout as sleep } from 'node:timers/promises';

/** Runs waits in a limited number of places; the rest queue in order. */
export interface Slots {
  /** Holds a place for a time in milliseconds. */
  hold(delayInMs: number): Promise<void>;
}

/**
 * Places to serve prompts in.
 *
 * @param capacity places; 0 for no limit
 * @param onPeak called with the number of places in use when one is taken
 */
export function createSlots(capacity: number, onPeak: (running: number) => void): Slots {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    hold: async (delayInMs) => {
      if (capacity > 0 && running >= capacity)
        await new Promise<void>((resume) => waiting.push(resume));
      running++;
      onPeak(running);
      try {
        if (delayInMs > 0) await sleep(delayInMs);
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
  };
}
