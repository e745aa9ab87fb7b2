import { describe, expect, it } from 'vitest';
import { judgeGains, type Gain } from './judge-gains.ts';
import { measureGain, type Answers } from './measure-gain.ts';

const answers = (right: number, of = 100): boolean[] =>
  Array.from({ length: of }, (_, item) => item < right);

function judge(
  first: readonly number[],
  second: readonly number[],
  others: readonly Gain[] = [],
): Gain {
  const runs = (counts: readonly number[]): Answers => counts.map((count) => answers(count));
  const gain = measureGain(
    { name: 'DLN-1', answers: runs(first) },
    { name: '0-shot', answers: runs(second) },
  );
  const [judged] = judgeGains([gain, ...others]);
  if (!judged) throw new Error('nothing was judged');
  return judged;
}

describe('a verdict between methods', () => {
  it('is given where seeds and items agree, with each figure', () => {
    const gain = judge([86, 84, 85], [60, 60, 60]);
    expect(gain.isBeyondNoise).toBe(true);
    expect(gain.sentence).toMatch(/^DLN-1 is better than 0-shot: \+25\.0 points on the same items/);
    // scipy 1.17.1: ttest_rel confidence interval 22.5 to 27.5, p 0.00053
    expect(gain.sentence).toContain('; over seeds +22.5 to +27.5, p under 0.001; McNemar p ');
    expect(gain.leastDifference).toBeCloseTo(0.02484137711750329, 6);
  });

  it('is never given from one seed, however large the difference', () => {
    const gain = judge([99], [1]);
    expect(gain.isBeyondNoise).toBe(false);
    expect(gain.leastDifference).toBeNull();
    expect(gain.sentence).toMatch(
      /^On these items, DLN-1 is better than 0-shot by 98\.0 points; one seed gives no verdict between methods \(95 % interval over items /,
    );
  });

  it('is not made of copies of one run', () => {
    const gain = judge([90, 90, 90], [60, 60, 60]);
    expect(gain.isBeyondNoise).toBe(false);
    expect(gain.mcNemarPs).toHaveLength(1);
    expect(gain.sentence).toContain('; both answer the same with every seed (');
  });

  it('is not given for two seeds of three, which the bootstrap alone would', () => {
    const gain = judge([98, 51, 99], [50, 50, 50]);
    expect(gain.interval.low).toBeGreaterThan(0);
    expect(gain.mcNemarPs.filter((p) => p < 0.05)).toHaveLength(2);
    expect(gain.isBeyondNoise).toBe(false);
    // scipy 1.17.1: stats.ttest_rel(first, second).confidence_interval()
    expect(gain.sentence).toContain('; over seeds −35.5 to +100.8, p 0.175; McNemar');
    expect(gain.sentence).toMatch(
      /^The difference between DLN-1 and 0-shot, \+32\.7 points, is inside the noise/,
    );
  });

  it('is not given for ten items if the exact test disagrees', () => {
    const gain = measureGain(
      { name: 'a', answers: [answers(8, 10)] },
      { name: 'b', answers: [answers(4, 10)] },
    );
    expect(gain.interval.low).toBeGreaterThan(0);
    expect(gain.pValue).toBeCloseTo(0.125, 9);
    expect(judgeGains([gain])[0]?.sentence).toContain('no more than by chance');
  });

  it('is corrected over the whole table, and so is the smallest difference', () => {
    const alone = judge([70, 72, 75], [60, 60, 60]);
    expect(alone.isBeyondNoise).toBe(true);
    // scipy 1.17.1: ttest_rel p, which is above binomtest(0, 12).pvalue of the median seed; t.ppf(1
    // - level / 2, 2) * sem
    expect(alone.pValue).toBeCloseTo(0.013596339246753486, 7);
    expect(alone.leastDifference).toBeCloseTo(0.06251609479375773, 6);
    const family = judge(
      [70, 72, 75],
      [60, 60, 60],
      [
        judge([61, 60, 60], [60, 60, 60]),
        judge([60, 61, 60], [60, 60, 60]),
        judge([60, 60, 61], [60, 60, 60]),
      ],
    );
    expect(family.adjustedP).toBeCloseTo(4 * alone.pValue, 9);
    expect(family.isBeyondNoise).toBe(false);
    expect(family.sentence).toContain("p with Holm's correction 0.054");
    expect(family.leastDifference).toBeCloseTo(0.12873572190204577, 6);
  });
});
