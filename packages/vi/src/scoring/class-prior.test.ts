import { describe, expect, it } from 'vitest';
import { calibrate, estimateLogPrior, withShares } from './class-prior.ts';
import type { ClassScores } from './class-scores.ts';

const scoresOf = (probabilities: readonly number[]): ClassScores => ({
  logProbabilities: probabilities.map(Math.log),
  method: 'whole-class',
  strategy: 'whole class by the model in process',
});
const probabilitiesOf = (logProbabilities: readonly number[]): readonly number[] =>
  logProbabilities.map((value) => Number(Math.exp(value).toFixed(12)));

describe('estimateLogPrior', () => {
  it('is the logarithm of the mean probability of each class', () => {
    const prior = estimateLogPrior([scoresOf([0.9, 0.1]), scoresOf([0.5, 0.5])]);
    expect(probabilitiesOf(prior)).toEqual([0.7, 0.3]);
  });

  it('does not underflow', () => {
    const tiny = { ...scoresOf([1, 1]), logProbabilities: [0, -2000] };
    expect(estimateLogPrior([tiny, tiny])[1]).toBeCloseTo(-2000, 9);
  });

  it('needs an input', () => {
    expect(() => estimateLogPrior([])).toThrow('a class prior needs at least one input');
  });
});

describe('calibrate', () => {
  it('divides by the prior, and normalises', () => {
    const calibrated = calibrate(scoresOf([0.6, 0.4]), [0.75, 0.25].map(Math.log), 'batch');
    // 0.6 / 0.75 = 0.8 and 0.4 / 0.25 = 1.6.
    expect(probabilitiesOf(calibrated.logProbabilities)).toEqual([0.333333333333, 0.666666666667]);
    expect(calibrated.answer).toBe(1);
    expect(calibrated.strategy).toBe('whole class by the model in process, batch calibration');
  });

  it('leaves the answer open where classes are equally likely afterwards', () => {
    const scores = { ...scoresOf([]), logProbabilities: [-1, -2] };
    expect(calibrate(scores, [1, 0], 'contextual').answer).toBeNull();
  });

  it('keeps the score of a class that the prior never saw', () => {
    const calibrated = calibrate(scoresOf([0.5, 0.5]), [0, -Infinity], 'batch');
    expect(probabilitiesOf(calibrated.logProbabilities)).toEqual([0.5, 0.5]);
  });

  it('does not touch scores that are bounded, and says so', () => {
    const bounded = { ...scoresOf([0.5, 0.5]), bounds: [{ lower: -1, upper: 0 }] };
    expect(calibrate(bounded, [0, -3], 'batch')).toEqual({
      ...bounded,
      strategy: 'whole class by the model in process, not calibrated',
    });
  });
});

describe('withShares', () => {
  it('makes classes as likely as they are frequent when the input tells nothing', () => {
    const prior = withShares([0.6, 0.4].map(Math.log), [0.75, 0.25]);
    // The model answers every input alike, so only the shares are left.
    const calibrated = calibrate(scoresOf([0.6, 0.4]), prior, 'shares');
    expect(probabilitiesOf(calibrated.logProbabilities)).toEqual([0.75, 0.25]);
  });

  it('changes nothing for equal shares, and keeps a class without a share', () => {
    expect(withShares([-1, -2], [0.5, 0.5])).toEqual([-1, -2]);
    expect(withShares([-1, -2], [1, 0])).toEqual([-1 - Math.log(2), -2]);
  });
});
