import { describe, expect, it } from 'vitest';
import { decidePrompt, type BoundedRewards } from './decide-prompt.ts';

/** `[candidate]`: an interval on each example, the estimate in its middle. */
function given(
  intervals: readonly (readonly (readonly [number, number])[])[],
  more: Partial<BoundedRewards> = {},
): BoundedRewards {
  const examples = [...(intervals[0] ?? []).keys()];
  const side = (which: 0 | 1): readonly (readonly number[])[] =>
    examples.map((example) => intervals.map((own) => own[example]?.[which] ?? NaN));
  return {
    rewards: intervals.map(
      (own) => own.reduce((sum, [lower, upper]) => sum + (lower + upper) / 2, 0) / own.length,
    ),
    lower: side(0),
    upper: side(1),
    isRanked: examples.map(() => intervals.map(() => true)),
    costs: intervals.map(() => ({ lower: 0, upper: 0 })),
    ...more,
  };
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

  it('is the present one where the difference is within what is not known', () => {
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
    const two = given(
      [
        [
          [-20, 0],
          [-1, -1],
        ],
        [
          [0, 0],
          [-0.5, -0.5],
        ],
      ],
      {
        rewards: [-5.5, -5],
        isRanked: [
          [true, false],
          [true, true],
        ],
      },
    );
    expect(decidePrompt(two)).toMatchObject({ chosen: 1, basis: 'known' });
  });

  it('counts what is not known of the trust region', () => {
    const costs = [
      { lower: 0, upper: 0 },
      { lower: 0.1, upper: 1 },
    ];
    const two = given([[[-1, -1]], [[-0.5, -0.5]]], { costs, rewards: [-1, -0.7] });
    expect(decidePrompt(two)).toMatchObject({ chosen: 0, basis: 'kept', undecided: [1] });
  });
});
