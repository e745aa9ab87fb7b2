import { describe, expect, it } from 'vitest';
import { logSoftmax } from '../numerics/log-softmax.ts';
import { fitEqualShares, matchEqualShares } from './fit-shares.ts';

const logs = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  rows.map((row) => row.map(Math.log));

/** Mean probability of each class after a prior is subtracted. */
function sharesAfter(
  rows: readonly (readonly number[])[],
  logPrior: readonly number[],
): readonly number[] {
  const calibrated = rows.map((row) =>
    logSoftmax(row.map((value, index) => value - (logPrior[index] ?? NaN))).map(Math.exp),
  );
  return logPrior.map((_, index) =>
    Number(
      (calibrated.reduce((sum, row) => sum + (row[index] ?? NaN), 0) / calibrated.length).toFixed(
        6,
      ),
    ),
  );
}

describe('matchEqualShares', () => {
  it('makes all classes equally probable on average, which one division does not', () => {
    const rows = logs([
      [0.9, 0.08, 0.02],
      [0.6, 0.3, 0.1],
      [0.7, 0.1, 0.2],
    ]);
    expect(sharesAfter(rows, matchEqualShares(rows))).toEqual([0.333333, 0.333333, 0.333333]);
    const divided = [2.2 / 3, 0.48 / 3, 0.32 / 3].map(Math.log);
    expect(sharesAfter(rows, divided)).not.toEqual([0.333333, 0.333333, 0.333333]);
  });

  it('subtracts what the model says of every input', () => {
    const rows = logs([
      [0.8, 0.2],
      [0.8, 0.2],
    ]);
    const [one = NaN, other = NaN] = matchEqualShares(rows);
    expect(one - other).toBeCloseTo(Math.log(4), 9);
  });

  it('leaves a class alone that no input gives any probability', () => {
    const rows = [
      [-1, -2, -Infinity],
      [-2, -1, -Infinity],
    ];
    expect(matchEqualShares(rows)[2]).toBe(0);
  });
});

describe('fitEqualShares', () => {
  const rows = logs([
    [0.6, 0.4],
    [0.55, 0.45],
    [0.45, 0.55],
    [0.4, 0.6],
  ]);

  it('takes the largest scale of a model that is right and unsure', () => {
    expect(fitEqualShares(rows, [0, 0, 1, 1]).scale).toBe(2);
  });

  it('takes scale 1 of a model that is wrong', () => {
    expect(fitEqualShares(rows, [1, 1, 0, 0]).scale).toBe(1);
  });

  it('gives the prior of the scaled scores', () => {
    const { scale, logPrior } = fitEqualShares(
      rows.map(([one = NaN, other = NaN]) => [one + 3, other]),
      [0, 0, 1, 1],
    );
    const [one = NaN, other = NaN] = logPrior;
    expect(one - other).toBeCloseTo(3 * scale, 2);
  });
});
