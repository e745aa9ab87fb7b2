import { describe, expect, it } from 'vitest';
import { describeSharesProblem } from './split-shares.ts';

const toShares = ([train = 0, dev = 0, test = 0]: readonly number[]) => ({ train, dev, test });

describe('describeSharesProblem', () => {
  it.each([
    [[0.5, 0.25, 0.25]],
    [[0.6, 0.2, 0.2]],
    [[0.7, 0.2, 0.1]],
    [[0.1, 0.1, 0.1]],
    [[1, 1, 1]],
    [[100, 20, 30]],
  ])('accepts %j', (shares) => {
    expect(describeSharesProblem(toShares(shares))).toBeUndefined();
  });

  it.each([
    [[0.8, 0.2, 0.2], 'the shares 0.8 + 0.2 + 0.2 add up to 1.2; they must add up to at most 1'],
    [[1, 0.2, 0.2], 'the shares 1 + 0.2 + 0.2 add up to 1.4'],
    [[12.5, 3, 3], 'train is 12.5; numbers of examples must be whole'],
    [[12, 3.5, 3.5], 'dev is 3.5; numbers of examples must be whole'],
    [[0.5, 10, 10], 'mixes shares (train: 0.5) with numbers of examples (dev: 10)'],
    [[0, 0.5, 0.5], 'train is 0; give each of train, dev and test'],
    [[8, 2, 0], 'test is 0;'],
    [[8, -2, 1], 'dev is -2;'],
    [[Infinity, 1, 1], 'train is Infinity;'],
    [[NaN, 1, 1], 'train is NaN;'],
  ])('refuses %j with the value', (shares, problem) => {
    expect(describeSharesProblem(toShares(shares))).toContain(problem);
  });
});
