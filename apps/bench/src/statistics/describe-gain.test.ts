import { describe, expect, it } from 'vitest';
import { describeGain } from './describe-gain.ts';

const answers = (right: number, of: number): boolean[] =>
  Array.from({ length: of }, (_, item) => item < right);

describe('describeGain', () => {
  it('says that a small gain is inside the noise', () => {
    const gain = describeGain(
      { name: 'DLN-2', answers: [[...answers(3, 4), ...answers(30, 46)]] },
      { name: 'DLN-1', answers: [[...answers(1, 4), ...answers(31, 46)]] },
    );
    expect(gain.isBeyondNoise).toBe(false);
    expect(gain.sentence).toMatch(
      /^The difference between DLN-2 and DLN-1, \+2\.0 points, is inside the noise \(95 % interval over items and seeds −/,
    );
  });

  it('says which method is better, by how much, and for each seed how likely that is by chance', () => {
    const gain = describeGain(
      { name: 'DLN-1', answers: [answers(86, 100), answers(84, 100)] },
      { name: '0-shot', answers: [answers(60, 100), answers(60, 100)] },
    );
    expect(gain.difference).toBeCloseTo(0.25, 12);
    expect(gain.sentence).toMatch(/^DLN-1 is better than 0-shot: \+25\.0 points on the same items/);
    expect(gain.sentence).toMatch(/McNemar p under 0\.001, under 0\.001\)\.$/);
  });

  it('does not take ten items for proof where the exact test does not', () => {
    const gain = describeGain(
      { name: 'a', answers: [answers(8, 10)] },
      { name: 'b', answers: [answers(4, 10)] },
    );
    expect(gain.low).toBeGreaterThan(0);
    expect(gain.pValues).toEqual([expect.closeTo(0.125, 9)]);
    expect(gain.isBeyondNoise).toBe(false);
  });

  it('does not take two seeds of three for proof, which the bootstrap over three alone would', () => {
    const gain = describeGain(
      { name: 'DLN-2', answers: [answers(98, 100), answers(51, 100), answers(99, 100)] },
      { name: 'APE', answers: [answers(50, 100), answers(50, 100), answers(50, 100)] },
    );
    expect(gain.low).toBeGreaterThan(0);
    expect(gain.pValues.filter((p) => p < 0.05)).toHaveLength(2);
    expect(gain.isBeyondNoise).toBe(false);
    // scipy 1.17.1: stats.ttest_rel(first, second).confidence_interval()
    expect(gain.sentence).toContain('; over seeds −35.5 to +100.8; McNemar');
  });
});
