/** What requests are made for; their order is part of every seed. */
const purposes = [
  'forward',
  'posterior',
  'proposal',
  'validation',
  'test',
  'scoring',
  'bound',
] as const;

/** Where in a run a stochastic request belongs. */
export interface SeedPlace {
  readonly step: number;
  readonly layer: number;
  readonly purpose: (typeof purposes)[number];
  /** Tells apart several rounds of one purpose in a step. @default 0 */
  readonly round?: number;
  /** Tells apart several samples of one answer. @default 0 */
  readonly sample?: number;
}

/** Gives one seed for each of `count` requests, or undefined if the model draws its own. */
export type RequestSeeds = (place: SeedPlace, count: number) => readonly number[] | undefined;

/**
 * No seeds: a registered model draws one for each call, as the reference does
 * (dln/operator.py:103-105).
 */
export const seedsOfTheModel: RequestSeeds = () => undefined;

/**
 * One seed for each request, from the run's seed and the request's place, so that replies may
 * arrive in any order and a resumed run asks the same. Seeds are non-negative 31-bit integers.
 */
export function seedsOfTheRequest(runSeed: number): RequestSeeds {
  return ({ step, layer, purpose, round = 0, sample = 0 }, count) => {
    const start = mix(mix(runSeed) ^ purposes.indexOf(purpose));
    const parts = [step, layer, round, ...(sample === 0 ? [] : [sample])];
    const place = parts.reduce((hash, part) => mix(hash ^ (part + 1)), start);
    return Array.from({ length: count }, (_, index) => mix(place ^ (index + 1)) >>> 1);
  };
}

/**
 * Seeds for the samples that score an answer, the same wherever it is scored, so that candidates
 * are compared under the same luck.
 */
export function seedsOfSamples(runSeed: number): (samples: number) => readonly number[] {
  const seedsOf = seedsOfTheRequest(runSeed);
  return (samples) => seedsOf({ step: 0, layer: 0, purpose: 'scoring' }, samples) ?? [];
}

/**
 * A 32-bit finaliser in the manner of MurmurHash3: each input bit flips about half of the output
 * bits.
 */
function mix(value: number): number {
  let hash = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
