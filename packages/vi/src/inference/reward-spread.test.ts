import { describe, expect, it } from 'vitest';
import { standardError } from '../numerics/mean.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import { rewardSpread, standardErrorOfDifference } from './reward-spread.ts';

/** `[candidate][example]`: gains over a present prompt of 0. */
function term(
  gains: readonly (readonly (number | undefined)[])[],
  weight = 1,
): Pick<ScoredTerm, 'weight' | 'cells'> {
  const examples = [...(gains[0] ?? []).keys()];
  return {
    weight,
    cells: examples.map((example) => [
      { value: 0 },
      ...gains.map((own) => {
        const value = own[example];
        return value === undefined ? undefined : { value };
      }),
    ]),
  };
}

function errorOf(terms: readonly Pick<ScoredTerm, 'weight' | 'cells'>[]): number | null {
  return standardErrorOfDifference(rewardSpread(terms, 1), rewardSpread(terms, 2));
}

describe('the standard error of a difference of rewards', () => {
  it('is that of the paired differences, where both candidates saw every example', () => {
    const one = [0.5, -1, 2, 0];
    const other = [0.25, -1.5, 1, 1];
    const differences = one.map((value, example) => value - (other[example] ?? 0));
    expect(errorOf([term([one, other])])).toBeCloseTo(standardError(differences), 12);
  });

  it('adds the variances of candidates that were ranked on different examples', () => {
    // Standard errors 1 and 2.
    const halves = term([
      [1, 3, undefined, undefined],
      [undefined, undefined, 0, 4],
    ]);
    expect(errorOf([halves])).toBeCloseTo(Math.sqrt(5), 12);
  });

  it('counts every term by its weight', () => {
    const level = term([
      [0, 0],
      [0, 0],
    ]);
    const penalty = term(
      [
        [1, 3],
        [0, 0],
      ],
      -0.5,
    );
    expect(errorOf([level, penalty])).toBeCloseTo(0.5, 12);
    const spread = rewardSpread([level, penalty], 1);
    expect(standardErrorOfDifference(spread, spread)).toBe(0);
  });

  it('is not known for a single example, or for an impossible text', () => {
    expect(rewardSpread([term([[1, undefined]])], 1)).toBeNull();
    expect(rewardSpread([term([[1, -Infinity]])], 1)).toBeNull();
    expect(standardErrorOfDifference(null, [1])).toBeNull();
  });
});
