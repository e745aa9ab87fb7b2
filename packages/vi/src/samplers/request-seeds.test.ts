import { expect, it } from 'vitest';
import { seedsOfTheRequest } from './request-seeds.ts';

const place = { step: 3, layer: 1, purpose: 'proposal' } as const;

it('gives each request of a call another seed', () => {
  const seeds = seedsOfTheRequest(42)(place, 1000) ?? [];
  expect(new Set(seeds).size).toBe(1000);
  expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
});

it('depends on run, step, layer, purpose and round alone', () => {
  const seeds = seedsOfTheRequest(42);
  const [first] = seeds(place, 1) ?? [];
  expect(seedsOfTheRequest(42)(place, 5)?.[0]).toBe(first);
  for (const other of [
    { ...place, step: 4 },
    { ...place, layer: 0 },
    { ...place, round: 1 },
    { ...place, purpose: 'posterior' as const },
  ])
    expect(seeds(other, 1)?.[0]).not.toBe(first);
  expect(seedsOfTheRequest(43)(place, 1)?.[0]).not.toBe(first);
});
