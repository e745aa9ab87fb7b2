import { describe, expect, it } from 'vitest';
import { expectedMinimum } from './expected-minimum.ts';

describe('the expected minimum of values drawn without replacement', () => {
  it('is the mean for one value, and the least for all', () => {
    expect(expectedMinimum([0.2, 1, 0.6], 1)).toBeCloseTo(0.6, 12);
    expect(expectedMinimum([0.2, 1, 0.6], 3)).toBeCloseTo(0.2, 12);
  });

  it('is 1 − pass@k for losses of 0 and 1', () => {
    // Chen et al.: pass@2 of 5 samples with 2 right is 1 − C(3, 2) / C(5, 2) = 0.7.
    expect(1 - expectedMinimum([1, 0, 1, 0, 1], 2)).toBeCloseTo(0.7, 12);
    // Of 4 samples with 1 right, pass@3 is 1 − C(3, 3) / C(4, 3) = 0.75.
    expect(1 - expectedMinimum([1, 1, 1, 0], 3)).toBeCloseTo(0.75, 12);
  });

  it('is the mean over all subsets', () => {
    // Pairs of 0.1, 0.5, 0.9: least 0.1, 0.1, 0.5.
    expect(expectedMinimum([0.9, 0.1, 0.5], 2)).toBeCloseTo(0.7 / 3, 12);
  });

  it.each([0, 4, 1.5])('is refused for %d of 3 values', (count) => {
    expect(() => expectedMinimum([0, 0, 0], count)).toThrow(`${count} of 3 values`);
  });
});
