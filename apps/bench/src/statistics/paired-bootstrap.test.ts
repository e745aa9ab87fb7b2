import { describe, expect, it } from 'vitest';
import { pairedBootstrap } from './paired-bootstrap.ts';

const repeat = (pattern: string): number[] => Array.from(pattern.repeat(10), Number);
const first = [repeat('11101101111011110111')];
const second = [repeat('10101001011111010110')];

describe('pairedBootstrap', () => {
  // scipy 1.17.1, stats.bootstrap((first, second), difference of means, paired=True,
  // method='percentile', n_resamples=99999) gives 0.13 to 0.27; two generators agree to the width
  // of a step or two of 1/200.
  it("comes as near scipy's interval as resampling allows", () => {
    const { difference, interval } = pairedBootstrap({ first, second, seed: 1, resamples: 20_000 });
    expect(difference).toBeCloseTo(0.2, 12);
    expect(Math.abs(interval.low - 0.13)).toBeLessThanOrEqual(0.01);
    expect(Math.abs(interval.high - 0.27)).toBeLessThanOrEqual(0.01);
  });

  it('gives the same interval for the same seed', () => {
    const options = { first, second, seed: 7 };
    expect(pairedBootstrap(options)).toEqual(pairedBootstrap(options));
  });

  it('sees no difference between a method and itself', () => {
    expect(pairedBootstrap({ first, second: first, seed: 1 })).toEqual({
      difference: 0,
      interval: { low: 0, high: 0 },
    });
  });

  it('trusts runs that disagree less than runs that agree', () => {
    const width = (runs: readonly (readonly number[])[]): number => {
      const zeros = runs.map((run) => run.map(() => 0));
      const { interval } = pairedBootstrap({ first: runs, second: zeros, seed: 1 });
      return interval.high - interval.low;
    };
    const half = repeat('01');
    const agreeing = width([half, half, half]);
    const disagreeing = width([half.map(() => 0), half, half.map(() => 1)]);
    expect(disagreeing).toBeGreaterThan(1.2 * agreeing);
  });
});
