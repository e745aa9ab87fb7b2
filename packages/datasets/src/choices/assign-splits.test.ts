import { describe, expect, it } from 'vitest';
import { splitNames, type Split } from '../example.ts';
import { assignInOrder, assignStratified } from './assign-splits.ts';

type Sizes = Readonly<Record<Split, number>>;

function groupsOf(sizes: readonly number[]): ReadonlyMap<string, readonly number[]> {
  let next = 0;
  return new Map(
    sizes.map((size, group) => [String(group), Array.from({ length: size }, () => next++)]),
  );
}

/** `[group]`: its examples in train, dev and test. */
function countStratified(sizes: readonly number[], splits: Sizes): readonly (readonly number[])[] {
  const groups = groupsOf(sizes);
  const assigned = assignStratified({ groups, sizes: splits });
  return [...groups.values()].map((positions) =>
    splitNames.map((split) => positions.filter((place) => assigned.get(place) === split).length),
  );
}

describe('assignStratified', () => {
  it.each([
    [
      'halves and quarters',
      [4, 4],
      { train: 4, dev: 2, test: 2 },
      [
        [2, 1, 1],
        [2, 1, 1],
      ],
    ],
    [
      'unequal classes',
      [12, 4],
      { train: 8, dev: 4, test: 4 },
      [
        [6, 3, 3],
        [2, 1, 1],
      ],
    ],
    [
      'a class with one row',
      [7, 1],
      { train: 4, dev: 2, test: 2 },
      [
        [3, 2, 2],
        [1, 0, 0],
      ],
    ],
    [
      'rows that are left over',
      [6, 6],
      { train: 2, dev: 2, test: 2 },
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
    ],
    [
      'two classes of two rows',
      [2, 2],
      { train: 2, dev: 1, test: 1 },
      [
        [1, 1, 0],
        [1, 0, 1],
      ],
    ],
  ])('keeps the proportions of %s', (_name, sizes, splits, expected) => {
    expect(countStratified(sizes, splits)).toEqual(expected);
  });

  it('gives exact sizes, no example twice, and every class to train, for any table', () => {
    for (let seed = 0; seed < 300; seed++) {
      const sizes = Array.from(
        { length: 1 + (seed % 6) },
        (_, group) => 1 + ((seed * 7 + group * group * 13) % 23),
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const train = Math.ceil(total / 2);
      const dev = Math.floor((total - train) / (2 + (seed % 2)));
      const splits = { train, dev, test: Math.max(0, total - train - dev - (seed % 3)) };
      const counts = countStratified(sizes, splits);
      splitNames.forEach((split, column) => {
        expect(counts.reduce((sum, row) => sum + (row[column] ?? 0), 0)).toBe(splits[split]);
      });
      counts.forEach((row, group) => {
        const size = sizes[group] ?? 0;
        expect(row.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(size);
        expect(row[0]).toBeGreaterThanOrEqual(1);
        splitNames.forEach((split, column) => {
          const share = (size * splits[split]) / total;
          expect(Math.abs((row[column] ?? 0) - share)).toBeLessThan(2);
        });
      });
    }
  });
});

describe('assignInOrder', () => {
  it('takes the first examples for train, the next for dev, then test', () => {
    const assigned = assignInOrder({ sizes: { train: 2, dev: 1, test: 1 } });
    expect([...assigned]).toEqual([
      [0, 'train'],
      [1, 'train'],
      [2, 'dev'],
      [3, 'test'],
    ]);
  });
});
