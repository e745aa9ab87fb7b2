import { describe, expect, it } from 'vitest';
import { RandomArgumentError } from './random-argument-error.ts';
import { RandomState } from './random-state.ts';

describe('RandomState', () => {
  it('gives what numpy gives for seed 42', () => {
    const random = new RandomState(42);
    expect(random.permutation(5)).toEqual([1, 4, 2, 0, 3]);
  });

  it('gives what numpy gives for seed 0', () => {
    const random = new RandomState(0);
    expect(random.randomSamples(3)).toEqual([
      0.5488135039273248, 0.7151893663724195, 0.6027633760716439,
    ]);
  });

  it('takes every unsigned 32-bit seed', () => {
    expect(new RandomState(0xffffffff).randomSample()).not.toBe(new RandomState(0).randomSample());
  });

  it.each([-1, 2 ** 32, 1.5, Number.NaN])('refuses the seed %s', (seed) => {
    expect(() => new RandomState(seed)).toThrow(
      `seed is ${seed}; it must be an integer from 0 to 4294967295.`,
    );
  });

  it('continues from a snapshot that went through JSON', () => {
    const random = new RandomState(7);
    random.randomSamples(1001);
    const restored = RandomState.restore(JSON.parse(JSON.stringify(random.state())));
    expect(restored.permutation(1000)).toEqual(random.permutation(1000));
  });

  it('does not change a snapshot while the generator continues', () => {
    const random = new RandomState(7);
    const snapshot = random.state();
    const first = random.randomSample();
    expect(RandomState.restore(snapshot).randomSample()).toBe(first);
  });

  it('refuses an invalid snapshot', () => {
    const snapshot = { ...new RandomState(7).state(), position: 625 };
    expect(() => RandomState.restore(snapshot)).toThrow(RandomArgumentError);
  });

  it('shuffles a copy and leaves the list alone', () => {
    const list = Object.freeze(['a', 'b', 'c', 'd', 'e']);
    const shuffled = new RandomState(42).shuffle(list);
    expect(shuffled).toEqual(['b', 'e', 'c', 'a', 'd']);
    expect(list).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('draws nothing from the stream if only one value is possible', () => {
    const random = new RandomState(3);
    expect([random.choice(1), random.integer(5, 6), random.permutation(1)]).toEqual([0, 5, [0]]);
    expect(random.randomSample()).toBe(new RandomState(3).randomSample());
  });

  it('draws integers from a range wider than 32 bits', () => {
    const low = -(2 ** 50);
    const drawn = new RandomState(1).integers(low, 2 ** 50, 1000);
    expect(drawn.every((value) => value >= low && value < 2 ** 50)).toBe(true);
    expect(new Set(drawn).size).toBe(1000);
  });

  it('draws each item at most once without replacement', () => {
    const drawn = new RandomState(5).choices(['a', 'b', 'c'], 3, { replace: false });
    expect([...drawn].sort()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['more items than there are', () => new RandomState(0).choices(3, 4, { replace: false })],
    ['an item of an empty list', () => new RandomState(0).choice([])],
    ['an item of nothing', () => new RandomState(0).choice(0)],
    ['a negative count', () => new RandomState(0).permutation(-1)],
    ['an empty range', () => new RandomState(0).integer(3, 3)],
    ['a range that no double holds', () => new RandomState(0).integer(-(2 ** 53) + 1, 2 ** 53 - 1)],
  ])('refuses %s', (_what, draw) => {
    expect(draw).toThrow(RandomArgumentError);
  });

  it('names the largest valid count', () => {
    expect(() => new RandomState(0).choices(3, 4, { replace: false })).toThrow(
      'count is 4; it must be at most 3, the population size, because replace is false.',
    );
  });
});
