import type { LocalGenerateRequest } from './local-generation.ts';

/** Largest seed plus one. The engine reads the next number as `any`. */
export const SEEDS: number = 2 ** 32 - 1;

/**
 * ⌊2³² ÷ golden ratio⌋: odd and not close to a multiple of a small number, so sums with it spread
 * over all seeds.
 */
const STRIDE = 0x9e3779b9;

/**
 * The seed of each request, from the seeds of the requests and the call. Requests without either
 * draw one.
 *
 * A request's own seed is used unchanged. Requests that share the call's seed and have equal
 * prompts get different seeds: the second of equal prompts another one, the third another, and so
 * on. The order of different requests does not matter. A request of a part of a call brings its
 * repetition.
 */
export function requestSeeds(
  requests: readonly LocalGenerateRequest[],
  { callSeed, draw }: { readonly callSeed: number | undefined; readonly draw: () => number },
): readonly number[] {
  const repetitions = new Map<string, number>();
  return requests.map(({ prompt, seed, repetition: given }) => {
    if (seed !== undefined) return toSeed(seed);
    if (callSeed === undefined) return draw();
    const key = JSON.stringify(prompt);
    const repetition = given ?? repetitions.get(key) ?? 0;
    repetitions.set(key, repetition + 1);
    return toSeed(callSeed + repetition * STRIDE);
  });
}

/** Maps any number to a seed that the engine accepts. */
function toSeed(value: number): number {
  return Math.abs(Math.trunc(value)) % SEEDS;
}
