import { describe, expect, it } from 'vitest';
import { takeRoundRobin } from './take-round-robin.ts';

describe('takeRoundRobin', () => {
  it('takes one item of each pool in turn', () => {
    expect(takeRoundRobin([[1, 2, 3], [10], [20, 21]], 5)).toEqual([1, 10, 20, 2, 21]);
  });

  it('stops when every pool is used up', () => {
    expect(takeRoundRobin([[1], [2, 3]], 9)).toEqual([1, 2, 3]);
  });

  it('skips items that are not accepted', () => {
    expect(
      takeRoundRobin(
        [
          [1, 2, 4],
          [6, 8],
        ],
        3,
        (item) => item % 2 === 0,
      ),
    ).toEqual([2, 6, 4]);
  });

  it('takes nothing from no pools', () => {
    expect(takeRoundRobin([], 3)).toEqual([]);
  });
});
