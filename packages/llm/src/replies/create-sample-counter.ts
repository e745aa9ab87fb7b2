/**
 * How often each stochastic request was made. Models that share an identity share one, so that no
 * sample of one stands in for the other's.
 */
export interface SampleCounter {
  /** The index of the next sample of a request: 0, then 1, and so on. */
  next(request: string): number;
  /** Samples counted so far, and a digest of which: equal for the same requests in any order. */
  state(): SampleCount;
}

/** State of a counter, as plain JSON. */
export interface SampleCount {
  readonly samples: number;
  readonly digest: string;
}

/** A counter that has counted nothing. Requests are named by keys of `questionKey`. */
export function createSampleCounter(): SampleCounter {
  const counts = new Map<string, number>();
  let samples = 0;
  let digest = 0n;
  return {
    next: (request) => {
      const index = counts.get(request) ?? 0;
      counts.set(request, index + 1);
      samples++;
      // A sum does not depend on the order; each index weighs differently, so that nothing cancels
      // out.
      const part = Buffer.from(request, 'base64').readBigUInt64LE();
      digest = BigInt.asUintN(64, digest + part * BigInt(2 * index + 1));
      return index;
    },
    state: () => ({ samples, digest: digest.toString(16).padStart(16, '0') }),
  };
}
