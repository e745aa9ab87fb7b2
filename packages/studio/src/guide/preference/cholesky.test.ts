import { expect, it } from 'vitest';
import { invertPositiveDefinite } from './cholesky.ts';

it('inverts a matrix', () => {
  // det = 4·3 − 2·2 = 8
  const inverse = invertPositiveDefinite([
    [4, 2],
    [2, 3],
  ]);
  expect(inverse[0]?.[0]).toBeCloseTo(3 / 8, 12);
  expect(inverse[0]?.[1]).toBeCloseTo(-2 / 8, 12);
  expect(inverse[1]?.[0]).toBeCloseTo(-2 / 8, 12);
  expect(inverse[1]?.[1]).toBeCloseTo(4 / 8, 12);
});

it('inverts a matrix of three rows', () => {
  const inverse = invertPositiveDefinite([
    [2, -1, 0],
    [-1, 2, -1],
    [0, -1, 2],
  ]);
  const expected = [
    [3 / 4, 1 / 2, 1 / 4],
    [1 / 2, 1, 1 / 2],
    [1 / 4, 1 / 2, 3 / 4],
  ];
  for (const [row, values] of expected.entries())
    for (const [column, value] of values.entries())
      expect(inverse[row]?.[column]).toBeCloseTo(value, 12);
});

it('refuses a matrix that is not positive definite', () => {
  expect(() =>
    invertPositiveDefinite([
      [1, 2],
      [2, 1],
    ]),
  ).toThrow('the matrix is not positive definite');
});
