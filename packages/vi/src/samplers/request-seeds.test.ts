import { expect, it } from 'vitest';
import { seedsOfSamples, seedsOfTheModel, seedsOfTheRequest } from './request-seeds.ts';

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

it('gives every purpose other seeds, which stay the same in later versions', () => {
  const purposes = [
    ...(['forward', 'posterior', 'proposal', 'validation'] as const),
    ...(['test', 'scoring', 'bound'] as const),
  ];
  const firsts = purposes.map(
    (purpose) => seedsOfTheRequest(42)({ step: 0, layer: 0, purpose }, 1)?.[0],
  );
  expect(new Set(firsts).size).toBe(purposes.length);
  expect(firsts).toEqual([
    1335196579, 697688801, 710348608, 260673166, 434471161, 952914742, 1885047984,
  ]);
});

it('gives no seeds if the model draws its own, and those of samples whatever the step', () => {
  expect(seedsOfTheModel(place, 3)).toBeUndefined();
  const scoring = { step: 0, layer: 0, purpose: 'scoring' } as const;
  expect(seedsOfSamples(42)(3)).toEqual(seedsOfTheRequest(42)(scoring, 3));
});
