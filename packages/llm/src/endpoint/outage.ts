/**
 * Requests in a row that may be given up while none succeeds, before the server itself is taken to
 * be down.
 */
const MOST_GIVEN_UP = 5;

/** Tells requests that fail for themselves from a server that is down. */
export interface OutageWatch {
  /**
   * Whether a request that was given up failed for itself.
   *
   * @param options.succeededAtFirstFailure requests that had succeeded when this one failed for the
   *   first time
   * @param options.succeeded requests that have succeeded by now
   */
  isAlone(options: {
    readonly succeededAtFirstFailure: number;
    readonly succeeded: number;
  }): boolean;
}

/**
 * A watch over one server. A request failed for itself if others succeeded while it was retried, or
 * if few were given up since the last success. A run that goes on during an outage would count
 * every example as wrong.
 */
export function createOutageWatch(): OutageWatch {
  let succeededBefore = 0;
  let givenUp = 0;
  return {
    isAlone({ succeededAtFirstFailure, succeeded }) {
      if (succeeded === 0) return false;
      if (succeeded > succeededBefore) givenUp = 0;
      succeededBefore = succeeded;
      if (succeeded > succeededAtFirstFailure) return true;
      givenUp++;
      return givenUp <= MOST_GIVEN_UP;
    },
  };
}
