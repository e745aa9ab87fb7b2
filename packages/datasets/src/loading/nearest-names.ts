/**
 * Names similar to a misspelt one, nearest first: few different letters, or a difference only in
 * case, `-`, `_` and blanks.
 */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  const plain = toPlain(written);
  return names
    .map((name) => ({ name, distance: countEdits(plain, toPlain(name)) }))
    .filter(({ name, distance }) => distance <= Math.max(1, toPlain(name).length * 0.34))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function toPlain(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

/** Number of insertions, deletions, replacements and swaps of neighbours between two texts. */
function countEdits(one: string, other: string): number {
  let before: readonly number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isExchange = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          at(last, column) + 1,
          at(next, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isExchange ? at(before, column - 2) + 1 : Infinity,
        ),
      );
    }
    before = last;
    last = next;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
