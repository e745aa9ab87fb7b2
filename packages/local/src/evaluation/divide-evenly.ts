/**
 * Divides a total into the fewest parts of at most `limit` each, with sizes that differ by at most
 * one. With a limit of 3 or more, no part is 1 unless the total is 1.
 */
export function divideEvenly(total: number, limit: number): readonly number[] {
  const parts = Math.ceil(total / limit);
  return Array.from(
    { length: parts },
    (_, index) => Math.floor((total * (index + 1)) / parts) - Math.floor((total * index) / parts),
  );
}
