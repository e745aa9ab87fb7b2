import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

// statsmodels 0.15.0: multipletests(pValues, method='holm')[1]
describe('holm', () => {
  it.each([
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [
      [0.2, 0.001, 0.2, 0.9, 0.012],
      [0.6, 0.005, 0.6, 0.9, 0.048],
    ],
    [[0.5], [0.5]],
    [
      [0.02, 0.02, 0.02],
      [0.06, 0.06, 0.06],
    ],
    [[], []],
  ])('of %j are %j', (pValues, adjusted) => {
    const given = holm(pValues);
    expect(given).toHaveLength(adjusted.length);
    for (const [at, value] of adjusted.entries()) expect(given[at]).toBeCloseTo(value, 12);
  });
});
