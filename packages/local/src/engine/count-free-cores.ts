/** Time that a core has spent since the machine started, in milliseconds, as in `os.cpus()`. */
export interface CoreTimes {
  readonly times: Readonly<Record<'user' | 'nice' | 'sys' | 'idle' | 'irq', number>>;
}

/**
 * How many cores this process can use without slowing down other processes, estimated from two
 * samples with some work in between. At least one: the core that did this work.
 *
 * @param available - cores that the process may use
 */
export function countFreeCores({
  before,
  after,
  available,
}: {
  readonly before: readonly CoreTimes[];
  readonly after: readonly CoreTimes[];
  readonly available: number;
}): number {
  const idleShares = after.map((core, index) => {
    const earlier = before[index];
    if (earlier === undefined) return 0;
    const passed = sum(core) - sum(earlier);
    return passed > 0 ? (core.times.idle - earlier.times.idle) / passed : 0;
  });
  const idleCores = idleShares.reduce((total, share) => total + share, 0);
  return Math.max(1, Math.min(available, Math.round(idleCores + 1)));
}

function sum({ times: { user, nice, sys, idle, irq } }: CoreTimes): number {
  return user + nice + sys + idle + irq;
}
