import { describe, expect, it } from 'vitest';
import { standardError } from '../numerics/mean.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';

const none = [0, 0, 0, 0];

describe('the standard error of a difference of rewards', () => {
  it('is that of the paired differences, where both candidates saw every example', () => {
    const one = [0.5, -1, 2, 0];
    const other = [0.25, -1.5, 1, 1];
    const differences = one.map((value, example) => value - (other[example] ?? 0));
    expect(
      standardErrorOfDifference(
        rewardSpread({ gains: one, losses: none }),
        rewardSpread({ gains: other, losses: none }),
      ),
    ).toBeCloseTo(standardError(differences), 12);
  });

  it('adds the variances of candidates that were ranked on different examples', () => {
    const one = rewardSpread({ gains: [1, 3, undefined, undefined], losses: none });
    const other = rewardSpread({ gains: [undefined, undefined, 0, 4], losses: none });
    // Standard errors 1 and 2.
    expect(standardErrorOfDifference(one, other)).toBeCloseTo(Math.sqrt(5), 12);
  });

  it('counts what is taken off', () => {
    const gains = [0, 0];
    const one = rewardSpread({ gains, losses: [1, 3] });
    expect(standardErrorOfDifference(one, rewardSpread({ gains, losses: [0, 0] }))).toBe(1);
    expect(standardErrorOfDifference(one, one)).toBe(0);
  });

  it('is not known for a single example, or for an impossible text', () => {
    expect(rewardSpread({ gains: [1, undefined], losses: [0, 0] })).toBeNull();
    expect(rewardSpread({ gains: [1, -Infinity], losses: [0, 0] })).toBeNull();
    expect(standardErrorOfDifference(null, [1])).toBeNull();
  });
});
