/** What is left of the limit when a server is overloaded; TCP's CUBIC takes the same share. */
const DECREASE = 0.7;

/** How many requests may be under way at once, as a server's answers teach it. */
export interface AdaptiveLimit {
  /** From 1 up to the ceiling. */
  readonly current: number;
  /**
   * Counts decreases. The sender of a request notes it, and passes it on if the request finds the
   * server overloaded.
   */
  readonly window: number;
  /** A request was answered. */
  increase(): void;
  /** A request that was sent in that window found the server overloaded. */
  decrease(window: number): void;
}

/**
 * Additive increase, multiplicative decrease, from the ceiling on: a server that is never
 * overloaded is never sent less. Requests that were under way together tell of one and the same
 * overload, and decrease the limit once. Until something has been answered a single request is
 * under way, so that a wrong key or address costs one request instead of a full window.
 */
export function createAdaptiveLimit(ceiling: number): AdaptiveLimit {
  let limit = ceiling;
  let isProven = false;
  let window = 0;
  return {
    get current() {
      return isProven ? Math.floor(limit) : 1;
    },
    get window() {
      return window;
    },
    increase() {
      // 1/limit an answer is 1 for all that are under way together.
      if (isProven) limit = Math.min(ceiling, limit + 1 / limit);
      isProven = true;
    },
    decrease(sentIn) {
      if (sentIn !== window || !isProven) return;
      window++;
      limit = Math.max(1, limit * DECREASE);
    },
  };
}
