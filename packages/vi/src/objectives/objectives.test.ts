import { describe, expect, it } from 'vitest';
import { contrastive } from './contrastive.ts';
import { rankedMeans } from './ranked-means.ts';

const logs = (...shares: readonly number[]): number[] => shares.map(Math.log);
const shares = (rows: readonly (readonly (readonly number[])[])[]): number[][][] =>
  rows.map((row) => row.map((sample) => sample.map((value) => Number(Math.exp(value).toFixed(6)))));

describe('contrastive', () => {
  it('compares the texts of each input of an example, candidate by candidate', () => {
    // Two inputs of two texts each, two candidates.
    const scores = [[logs(0.1, 0.5), logs(0.3, 0.5), logs(0.2, 0.6), logs(0.2, 0.2)]];
    expect(shares(contrastive(scores, 2))).toEqual([
      [
        [0.25, 0.5],
        [0.75, 0.5],
        [0.5, 0.75],
        [0.5, 0.25],
      ],
    ]);
  });

  it('prefers the prompt under which one text stands out', () => {
    const [[first, second] = []] = contrastive(
      [
        [
          [-1, -0.5],
          [-1, -3],
        ],
      ],
      2,
    );
    expect(first?.[0]).toBeCloseTo(Math.log(0.5), 9);
    expect(second?.[0]).toBeCloseTo(Math.log(0.5), 9);
    expect(first?.[1]).toBeCloseTo(-0.07888973429, 9);
  });

  it('stays finite if a text is impossible', () => {
    expect(contrastive([[[0], [-5000]]], 2)[0]?.[1]?.[0]).toBeCloseTo(Math.log(1e-12), 6);
  });

  it('keeps the texts of a last input that has fewer', () => {
    const [samples = []] = contrastive([[logs(0.2), logs(0.2), logs(0.7)]], 2);
    expect(shares([samples])).toEqual([[[0.5], [0.5], [1]]]);
  });

  it('compares only texts of one input', () => {
    expect(
      contrastive([[[-1], [-9]]], 1)
        .flat(2)
        .every((value) => Math.abs(value) < 1e-9),
    ).toBe(true);
  });
});

describe('rankedMeans', () => {
  it('adds to the present mean over all examples the mean gain over those that rank', () => {
    const values = [
      [1, 4],
      [2, 8],
      [6, undefined],
    ];
    // The present candidate: 3. Gains of 3 and 6 on the first two.
    expect(rankedMeans(values)).toEqual([3, 7.5]);
  });

  it('is the mean if every example counts', () => {
    expect(
      rankedMeans([
        [1, 2],
        [3, 6],
      ]),
    ).toEqual([2, 4]);
  });

  it('adds the gain on unseen examples to the present mean', () => {
    expect(
      rankedMeans([
        [1, undefined],
        [3, 4],
      ]),
    ).toEqual([2, 3]);
  });

  it('refuses an example without a value of the present candidate', () => {
    expect(() => rankedMeans([[undefined, 1]])).toThrow('present parameters');
  });
});
