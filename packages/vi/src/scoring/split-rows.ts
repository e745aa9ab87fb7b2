/**
 * A flat list cut into rows of the given lengths. @throws RangeError unless the lengths sum to the
 * number of items
 */
export function splitRows<Item>(
  items: readonly Item[],
  lengths: readonly number[],
): readonly (readonly Item[])[] {
  let start = 0;
  const rows = lengths.map((length) => items.slice(start, (start += length)));
  if (start !== items.length)
    throw new RangeError(`${items.length} items for rows of ${start} together`);
  return rows;
}
