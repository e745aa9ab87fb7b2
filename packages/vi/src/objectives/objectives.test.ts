import { describe, expect, it } from 'vitest';
import { contrastive } from './contrastive.ts';
import { rankedMeans } from './ranked-means.ts';

describe('contrastive', () => {
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

  it('stays finite where a text is impossible', () => {
    expect(contrastive([[[0], [-5000]]], 2)[0]?.[1]?.[0]).toBeCloseTo(Math.log(1e-12), 6);
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
  it('is the mean where every example counts', () => {
    expect(
      rankedMeans(
        [
          [1, 2],
          [3, 6],
        ],
        [
          [true, true],
          [true, true],
        ],
      ),
    ).toEqual([2, 4]);
  });

  it('adds the gain on unseen examples to the present prompt', () => {
    expect(
      rankedMeans(
        [
          [1, 99],
          [3, 4],
        ],
        [
          [true, false],
          [true, true],
        ],
      ),
    ).toEqual([2, 3]);
  });
});
