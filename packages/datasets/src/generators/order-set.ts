/** A set of orders: bit n is the n-th order of a list. */
export type OrderSet = Uint32Array;

const WORD = 32;

/** The orders of a list for which a statement is true. */
export function createOrderSet<Order>(
  orders: readonly Order[],
  isTrue: (order: Order) => boolean,
): OrderSet {
  const set = new Uint32Array(Math.ceil(orders.length / WORD));
  for (const [place, order] of orders.entries())
    if (isTrue(order)) set[place >>> 5] = (set[place >>> 5] ?? 0) | (1 << (place & 31));
  return set;
}

/** The orders that are in all of the sets. */
export function intersectOrders(sets: readonly [OrderSet, ...OrderSet[]]): OrderSet {
  const [first, ...others] = sets;
  return others.reduce((all, set) => all.map((word, place) => word & (set[place] ?? 0)), first);
}

/** How many orders a set has. */
export function countOrders(set: OrderSet): number {
  let count = 0;
  for (let word of set) for (; word !== 0; word &= word - 1) count++;
  return count;
}
