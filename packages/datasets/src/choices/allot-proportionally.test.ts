import { describe, expect, it } from 'vitest';
import { allotProportionally } from './allot-proportionally.ts';

describe('allotProportionally', () => {
  it('keeps the shares of the groups', () => {
    expect(allotProportionally([60, 30, 10], 10)).toEqual([6, 3, 1]);
  });

  it('assigns the rest to the largest remainders', () => {
    expect(allotProportionally([50, 33, 17], 10)).toEqual([5, 3, 2]);
  });

  it('keeps every group complete if everything is kept', () => {
    expect(allotProportionally([3, 1, 2], 6)).toEqual([3, 1, 2]);
  });

  it('returns an empty list for no groups', () => {
    expect(allotProportionally([0, 0], 0)).toEqual([0, 0]);
  });
});
