import type { TimelineEntry } from '../records/timeline.ts';

/** How long a run has worked, and how fast. */
export interface ActiveTime {
  /** Between the first entry and the last one of each process, summed. */
  readonly inMs: number;
  /** Milliseconds per step; null before the first step ends. */
  readonly perStepInMs: number | null;
  /** When the first process took it up. */
  readonly began: number | null;
  readonly last: number | null;
  /** Processes that took the run up. */
  readonly processes: number;
  /** By kind, over all processes. */
  readonly retries: Readonly<Record<string, number>>;
}

/** Sums up a timeline. Pauses between processes do not count. */
export function activeTimeOf(timeline: readonly TimelineEntry[]): ActiveTime {
  let inMs = 0;
  let steps = 0;
  let processes = 0;
  let before: number | null = null;
  let present: Readonly<Record<string, number>> = {};
  const retries = new Map<string, number>();
  const addRetries = (): void => {
    for (const [kind, count] of Object.entries(present))
      retries.set(kind, (retries.get(kind) ?? 0) + count);
    present = {};
  };
  for (const entry of timeline) {
    if (entry.type === 'opened') {
      processes++;
      addRetries();
    } else {
      if (before !== null) inMs += Math.max(0, entry.at - before);
      if (entry.type === 'stepped') steps++;
      present = entry.retries;
    }
    before = entry.at;
  }
  addRetries();
  return {
    inMs,
    perStepInMs: steps === 0 ? null : inMs / steps,
    began: timeline.at(0)?.at ?? null,
    last: timeline.at(-1)?.at ?? null,
    processes,
    retries: Object.fromEntries(retries),
  };
}
