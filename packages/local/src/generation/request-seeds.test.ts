import { describe, expect, it } from 'vitest';
import { requestSeeds, SEEDS } from './request-seeds.ts';

const noDraw = (): number => {
  throw new Error('nothing is to be drawn');
};

describe('requestSeeds', () => {
  it('uses a request’s seed unchanged', () => {
    const requests = [
      { prompt: 'a', seed: 7 },
      { prompt: 'a', seed: 7 },
    ];
    expect(requestSeeds(requests, { callSeed: 3, draw: noDraw })).toEqual([7, 7]);
  });

  it('gives requests without one the seed of the call, and equal prompts different ones', () => {
    const requests = [{ prompt: 'a' }, { prompt: 'b' }, { prompt: 'a' }];
    expect(requestSeeds(requests, { callSeed: 3, draw: noDraw })).toEqual([3, 3, 2654435772]);
  });

  it('gives requests of a part of a call the seeds that they have in the whole call', () => {
    const requests = [{ prompt: 'a' }, { prompt: 'a' }, { prompt: 'a' }];
    const [, second, third] = requestSeeds(requests, { callSeed: 3, draw: noDraw });
    const part = [
      { prompt: 'a', repetition: 1 },
      { prompt: 'a', repetition: 2 },
    ];
    expect(requestSeeds(part, { callSeed: 3, draw: noDraw })).toEqual([second, third]);
  });

  it('draws a seed if neither call nor request has one', () => {
    let drawn = 10;
    const requests = [{ prompt: 'a' }, { prompt: 'a' }];
    expect(requestSeeds(requests, { callSeed: undefined, draw: () => drawn++ })).toEqual([10, 11]);
  });

  it('makes a seed that the engine takes of every number', () => {
    const requests = [-1, 2 ** 32 - 1, 2 ** 40, 1.5].map((seed) => ({ prompt: 'a', seed }));
    const seeds = requestSeeds(requests, { callSeed: undefined, draw: noDraw });
    expect(seeds).toEqual([1, 0, 256, 1]);
    expect(Math.max(...seeds)).toBeLessThan(SEEDS);
  });
});
