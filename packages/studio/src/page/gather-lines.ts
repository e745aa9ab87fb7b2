/** Gathers parts of a list, and passes them on together. */
export interface Gatherer<Item> {
  readonly add: (items: readonly Item[]) => void;
  /** Drops what has not been passed on. */
  readonly clear: () => void;
}

/**
 * Passes the first items on at once, and later ones together, at most once per pause. A log of
 * 1 GB comes in hundreds of parts, and drawing the page after each of them would block it.
 *
 * @param pauseInMs between two calls of `pass`
 */
export function gatherLines<Item>(
  pass: (items: readonly Item[]) => void,
  pauseInMs: number,
): Gatherer<Item> {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    timer = setTimeout(flush, pauseInMs);
    pass(items);
  };
  return {
    add: (items) => {
      for (const item of items) waiting.push(item);
      if (timer === undefined) flush();
    },
    clear: () => {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
