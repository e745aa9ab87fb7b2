import { describe, expect, it } from 'vitest';
import { argMax } from './arg-max.ts';
import { klDivergence } from './kl-divergence.ts';
import { klInterval } from './kl-interval.ts';
import { mean, standardError, sum, weightedSum } from './mean.ts';

describe('argMax', () => {
  it('takes the largest value wherever it stands', () => {
    expect(argMax([3, 1, 2])).toBe(0);
    expect(argMax([-3, -1, -2])).toBe(1);
    expect(argMax([])).toBe(0);
  });
});

describe('mean, sum and weightedSum', () => {
  it('are those of the values', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(sum([1, 2, 6])).toBe(9);
    expect(weightedSum([0.5, 0.25, 0.25], [2, 4, -8])).toBe(0);
  });

  it('are 0 for no values', () => {
    expect([mean([]), sum([]), weightedSum([], [])]).toEqual([0, 0, 0]);
  });

  it('leave a value without weight out, an infinite one too', () => {
    expect(weightedSum([1, 0], [-2, -Infinity])).toBe(-2);
    expect(weightedSum([0.5, 0.5], [-2, -Infinity])).toBe(-Infinity);
  });
});

describe('standardError', () => {
  it('is the sample standard deviation over the root of n', () => {
    // Deviations -2, 0, 2: variance 8 / 2 = 4, over 3 values.
    expect(standardError([1, 3, 5])).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(standardError([2, 4])).toBe(1);
  });

  it('is 0 for fewer than two values', () => {
    expect([standardError([]), standardError([7])]).toEqual([0, 0]);
  });
});

describe('klDivergence', () => {
  const logs = (...shares: readonly number[]): number[] => shares.map(Math.log);

  it('is Σ p log(p / q)', () => {
    expect(klDivergence(logs(0.5, 0.5), logs(0.25, 0.75))).toBeCloseTo(
      0.5 * Math.log(2) + 0.5 * Math.log(2 / 3),
      12,
    );
  });

  it('leaves out what p excludes, and is infinite for what only q excludes', () => {
    expect(klDivergence(logs(1, 0), logs(0.5, 0.5))).toBeCloseTo(Math.LN2, 12);
    expect(klDivergence(logs(1, 0), logs(0.5, 0))).toBeCloseTo(Math.LN2, 12);
    expect(klDivergence(logs(0.5, 0.5), logs(1, 0))).toBe(Infinity);
  });
});

describe('klInterval', () => {
  it('has the ends of each term, and is never below 0', () => {
    const bounds = (lower: number, upper: number): { lower: number; upper: number } => ({
      lower: Math.log(lower),
      upper: Math.log(upper),
    });
    const p = [bounds(0.2, 0.4), bounds(0.6, 0.8)];
    const q = [bounds(0.1, 0.2), bounds(0.8, 0.9)];
    const found = klInterval(p, q);
    // Smallest: 0.2 log(0.2 / 0.2) = 0 and 0.8 log(0.6 / 0.9) < 0. Largest: 0.4 log(0.4 / 0.1) and
    // 0.8 log(0.8 / 0.8) = 0.
    expect(found.lower).toBe(0);
    expect(found.upper).toBeCloseTo(0.4 * Math.log(4), 12);
  });

  it('weighs a negative ratio by the larger probability below, and by the smaller one above', () => {
    const one = [{ lower: Math.log(0.5), upper: Math.log(0.6) }];
    const more = [
      { lower: Math.log(0.9), upper: Math.log(0.9) },
      { lower: Math.log(0.1), upper: Math.log(0.1) },
    ];
    const rest = { lower: Math.log(0.4), upper: Math.log(0.5) };
    const { lower, upper } = klInterval([...one, rest], more);
    const smallest = 0.6 * Math.log(0.5 / 0.9) + 0.4 * Math.log(0.4 / 0.1);
    const largest = 0.5 * Math.log(0.6 / 0.9) + 0.5 * Math.log(0.5 / 0.1);
    expect(lower).toBeCloseTo(smallest, 12);
    expect(upper).toBeCloseTo(largest, 12);
  });

  it('is 0 between equal exact distributions with an excluded outcome', () => {
    const never = { lower: -Infinity, upper: -Infinity };
    const sure = { lower: 0, upper: 0 };
    expect(klInterval([sure], [sure])).toEqual({ lower: 0, upper: 0 });
    expect(() => klInterval([sure, never], [sure])).toThrow('no outcome 1 among 1');
  });
});
