import { describe, expect, it } from 'vitest';
import { mcNemarTest } from './mcnemar-test.ts';
import { wilsonInterval } from './wilson-interval.ts';

// Newcombe (1998), table I, gives the last one as 0.2553 to 0.3662.
describe('wilsonInterval', () => {
  it.each([
    [0, 10, 0, 0.2775327998628892],
    [10, 10, 0.7224672001371106, 1],
    [5, 10, 0.236593090512564, 0.763406909487436],
    [81, 263, 0.2552885198782742, 0.36620957698280004],
  ])('of %i in %i', (right, total, low, high) => {
    const interval = wilsonInterval(right, total);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });
});

// statsmodels, mcnemar([[0, lost], [gained, 0]], exact=True).pvalue.
describe('mcNemarTest', () => {
  const items = (lost: number, gained: number): [boolean[], boolean[]] => {
    const fill = (count: number, value: boolean): boolean[] =>
      Array.from({ length: count }, () => value);
    return [
      [...fill(lost, true), ...fill(gained, false), ...fill(7, true)],
      [...fill(lost, false), ...fill(gained, true), ...fill(7, true)],
    ];
  };

  it.each([
    [10, 3, 0.09228515625],
    [5, 5, 1],
    [1, 8, 0.0390625],
    [40, 22, 0.030015864349067285],
    [0, 0, 1],
    [0, 2000, 0],
  ])('of %i lost and %i gained', (lost, gained, pValue) => {
    expect(mcNemarTest(...items(lost, gained))).toBeCloseTo(pValue, 9);
  });
});
