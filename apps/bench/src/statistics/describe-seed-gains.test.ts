import { describe, expect, it } from 'vitest';
import { describeSeedGains, type SeedAccuracy } from './describe-seed-gains.ts';

const runs = (accuracies: readonly number[]): readonly SeedAccuracy[] =>
  accuracies.map((accuracy, seed) => ({ seed, accuracy }));

describe('describeSeedGains', () => {
  it('gives the paired interval over seeds', () => {
    const gains = describeSeedGains({
      first: { name: 'DLN-2', runs: runs([0.92, 0.95, 0.9, 0.97, 0.88]) },
      second: { name: 'DLN-1', runs: runs([0.64, 0.7, 0.66, 0.64, 0.61]) },
    });
    // scipy 1.17.1: stats.ttest_rel(first, second).confidence_interval() = 0.23045316009334907 to
    // 0.317546839906651
    expect(gains?.mean.mean).toBeCloseTo(0.274, 12);
    expect(gains?.mean.halfWidth).toBeCloseTo(0.043546839906650966, 9);
    expect(gains?.lowest).toBe(0.88);
  });

  it('counts the seeds that gain enough, and is no stricter than the numbers', () => {
    const { sentence } = describeSeedGains({
      first: { name: 'DLN-1', runs: runs([0.65, 0.7, 0.5, 0.9, 0.8]) },
      second: { name: 'untrained', runs: runs([0.5, 0.5, 0.5, 0.5, 0.5]) },
      points: 15,
    }) ?? { sentence: '' };
    expect(sentence).toContain('0: +15.0, 1: +20.0, 2: 0.0, 3: +40.0, 4: +30.0.');
    expect(sentence).toContain('4 of 5 seeds gain at least 15 points.');
    expect(sentence).toContain('The lowest accuracy of DLN-1 is 50.0 %.');
  });

  it('uses the common seeds, and reports a single one', () => {
    const gains = describeSeedGains({
      first: { name: 'a', runs: runs([0.5, 0.6]) },
      second: { name: 'b', runs: runs([0.4]) },
    });
    expect(gains?.gains).toEqual([{ seed: 0, gain: expect.closeTo(0.1, 12) as number }]);
    expect(gains?.sentence).toContain('A single seed says nothing of others.');
    expect(
      describeSeedGains({ first: { name: 'a', runs: [] }, second: { name: 'b', runs: [] } }),
    ).toBeUndefined();
  });

  it('gives no verdict, which the table corrects for all comparisons', () => {
    const { sentence } = describeSeedGains({
      first: { name: 'a', runs: runs([0.5, 0.9]) },
      second: { name: 'b', runs: runs([0.4, 0.4]) },
    }) ?? { sentence: '' };
    expect(sentence).toContain(
      '95 % interval over seeds −224.1 to +284.1, not corrected for other comparisons.',
    );
  });
});
