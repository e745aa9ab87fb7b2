import { describe, expect, it } from 'vitest';
import { decidePrompt, type BoundedRewards } from './decide-prompt.ts';

type Interval = readonly [lower: number, upper: number];

/**
 * `[candidate][example]`: intervals, the estimate in the middle; undefined on an example that does
 * not rank the candidate.
 */
function term(
  intervals: readonly (readonly (Interval | undefined)[])[],
  weight = 1,
): BoundedRewards['terms'][number] {
  const examples = [...(intervals[0] ?? []).keys()];
  return {
    weight,
    cells: examples.map((example) =>
      intervals.map((own) => {
        const interval = own[example];
        if (!interval) return undefined;
        const [lower, upper] = interval;
        return { value: (lower + upper) / 2, bounds: { lower, upper } };
      }),
    ),
  };
}

function given(intervals: readonly (readonly Interval[])[]): BoundedRewards {
  const middle = (own: readonly Interval[]): number =>
    own.reduce((sum, [lower, upper]) => sum + (lower + upper) / 2, 0) / own.length;
  return { rewards: intervals.map(middle), terms: [term(intervals)] };
}

describe('which prompt is taken where scores are bounded', () => {
  it('is the one that is better whatever was not shown', () => {
    const two = given([
      [
        [-1, -0.9],
        [-1, -0.9],
      ],
      [
        [-0.5, -0.4],
        [-0.5, -0.4],
      ],
    ]);
    expect(decidePrompt(two)).toMatchObject({ chosen: 1, basis: 'known', undecided: [] });
  });

  it('is the present one if the difference is within what is not known', () => {
    const two = given([[[-1, -0.6]], [[-0.9, -0.5]]]);
    expect(decidePrompt(two)).toMatchObject({ chosen: 0, basis: 'kept', undecided: [1] });
  });

  it('is one whose worst case is above the estimate of a present one of which little is known', () => {
    const two = given([[[-20, 0]], [[-0.1, -0.1]]]);
    expect(decidePrompt(two)).toMatchObject({ chosen: 1, basis: 'worst-case', undecided: [0] });
  });

  it('passes over a higher estimate for one that is known to be better', () => {
    const three = given([[[-1, -0.9]], [[-1, 0.5]], [[-0.8, -0.7]]]);
    expect(decidePrompt(three)).toMatchObject({ chosen: 2, basis: 'known', undecided: [1] });
  });

  it('compares a candidate with the present prompt on the examples that rank it', () => {
    // The present prompt is unknown on the first example, which does not rank the other.
    const likelihood = term([
      [
        [-20, 0],
        [-1, -1],
      ],
      [undefined, [-0.5, -0.5]],
    ]);
    const two = { rewards: [-5.5, -5], terms: [likelihood] };
    expect(decidePrompt(two)).toMatchObject({ chosen: 1, basis: 'known' });
  });

  it('counts what is not known of the trust region', () => {
    const likelihood = term([[[-1, -1]], [[-0.5, -0.5]]]);
    const trustRegion = term([[[0, 0]], [[0.1, 1]]], -1);
    const two = { rewards: [-1, -0.7], terms: [likelihood, trustRegion] };
    expect(decidePrompt(two)).toMatchObject({ chosen: 0, basis: 'kept', undecided: [1] });
  });
});
