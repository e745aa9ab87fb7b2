/** The ways in which a request can fail on purpose. */
const FAULTS = ['429', '500', 'reset', 'hang', 'garbage'] as const;

/** One of the ways. */
export type Fault = (typeof FAULTS)[number];

/**
 * Decides which requests fail, by a seeded xorshift generator: one draw per request.
 *
 * @param shares the share of requests, from 0 to 1, that fail in each way
 */
export function createFaultPlan(
  shares: Readonly<Record<Fault, number>>,
  seed: number,
): () => Fault | undefined {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    const draw = state / 2 ** 32;
    let edge = 0;
    return FAULTS.find((fault) => {
      edge += shares[fault];
      return draw < edge;
    });
  };
}
