import { describe, expect, it } from 'vitest';
import { pairedSeeds } from './paired-seeds.ts';

describe('pairedSeeds', () => {
  // scipy 1.17.1: ttest_1samp(differences, 0); t.ppf(1 - level / 2, n - 1) * sem(differences) for
  // 0.05 / 1, 4, 63
  it.each([
    {
      differences: [0.48, 0.01, 0.49],
      pValue: 0.17521740641841477,
      least: [0.6813665671724718, 1.4030981492725203, 5.617863322568315],
      smallest: 0.25,
    },
    {
      differences: [0.28, 0.25, 0.24, 0.33, 0.27],
      pValue: 6.303638933026991e-5,
      least: [0.04354683990665097, 0.06767273585254228, 0.1434282714324306],
      smallest: 0.0625,
    },
    {
      differences: [0.1, -0.02, 0.05],
      pValue: 0.33917286189204654,
      least: [0.1497367109999502, 0.30834401364016983, 1.2345782979335729],
      smallest: 0.25,
    },
  ])('of $differences has the p of scipy', ({ differences, pValue, least, smallest }) => {
    const paired = pairedSeeds(differences);
    expect(paired.pValue).toBeCloseTo(pValue, 7);
    expect(paired.smallestSignFlipP).toBe(smallest);
    for (const [at, comparisons] of [1, 4, 63].entries())
      expect(paired.leastDifference(0.05 / comparisons)).toBeCloseTo(least[at] ?? 0, 6);
  });

  it('takes equal differences for no more than a sign-flip test does', () => {
    // scipy 1.17.1: permutation_test((differences,), mean, permutation_type='samples',
    // n_resamples=inf), 3 values: 0.25
    const paired = pairedSeeds([0.2, 0.2, 0.2]);
    expect(paired).toMatchObject({ pValue: 0.25, halfWidth: 0 });
    expect(paired.leastDifference(0.05)).toBeNull();
  });

  it('finds nothing if no seed differs', () => {
    expect(pairedSeeds([0, 0, 0]).pValue).toBe(1);
  });
});
