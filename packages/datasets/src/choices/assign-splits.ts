import type { Groups } from '../batches/groups.ts';
import { splitNames, type Split } from '../example.ts';
import { allotProportionally } from './allot-proportionally.ts';

/** Options of the functions that assign the examples of one file to splits. */
export interface AssignRequest {
  /** Positions of the shuffled examples by class, or by target. */
  readonly groups: Groups;
  /** Number of examples per split; in sum at most the number of examples. */
  readonly sizes: Readonly<Record<Split, number>>;
}

/** The split of each position. Positions after the last one assigned belong to no split. */
export type Assignment = ReadonlyMap<number, Split>;

/** The first examples become train, the next dev, then test. */
export function assignInOrder({ sizes }: Pick<AssignRequest, 'sizes'>): Assignment {
  const names = splitNames.flatMap((split) => Array<Split>(sizes[split]).fill(split));
  return new Map(names.entries());
}

/**
 * Each split gets the same share of each group, by largest remainder, and exactly its size in
 * total. If train has at least as many examples as there are groups, it has an example of each
 * group.
 */
export function assignStratified({ groups, sizes }: AssignRequest): Assignment {
  const members = [...groups.values()];
  const counts = toCounts(
    members.map(({ length }) => length),
    sizes,
  );
  const assigned = new Map<number, Split>();
  members.forEach((positions, group) => {
    let start = 0;
    for (const split of splitNames) {
      const end = start + (counts[group]?.[split] ?? 0);
      for (const position of positions.slice(start, end)) assigned.set(position, split);
      start = end;
    }
  });
  return assigned;
}

type Column = Split | 'unused';
type Counts = Record<Column, number>;

const columns: readonly Column[] = [...splitNames, 'unused'];

/** `[group][split]`: rows sum to the groups' sizes, columns to the splits'. */
function toCounts(
  groupSizes: readonly number[],
  sizes: Readonly<Record<Split, number>>,
): readonly Counts[] {
  const total = sum(groupSizes);
  const used = sum(splitNames.map((split) => sizes[split]));
  const wanted: Counts = { ...sizes, unused: total - used };
  // Column by column, from the rest of each group; the last column takes what is left.
  const left = [...groupSizes];
  const counts = groupSizes.map((): Counts => ({ train: 0, dev: 0, test: 0, unused: 0 }));
  for (const column of columns) {
    const shares = allotProportionally(left, wanted[column]);
    shares.forEach((share, group) => {
      const row = counts[group];
      if (row) row[column] = share;
      left[group] = (left[group] ?? 0) - share;
    });
  }
  bringIntoTrain(counts);
  return counts;
}

/** Swaps an example of a group missing in train for one of train's largest group. */
function bringIntoTrain(counts: readonly Counts[]): void {
  for (const row of counts) {
    if (row.train > 0) continue;
    const giver = counts.reduce((most, other) => (other.train > most.train ? other : most), row);
    const column = columns.filter((each) => each !== 'train').find((each) => row[each] > 0);
    if (giver.train < 2 || column === undefined) continue;
    row.train += 1;
    row[column] -= 1;
    giver.train -= 1;
    giver[column] += 1;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
