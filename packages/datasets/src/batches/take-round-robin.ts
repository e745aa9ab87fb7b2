/**
 * Takes one item from each pool in turn, skipping empty pools, until there are `count`. Returns
 * fewer if the pools have fewer. A pool skips items that are not accepted.
 */
export function takeRoundRobin<Item>(
  pools: readonly (readonly Item[])[],
  count: number,
  accept: (item: Item) => boolean = () => true,
): Item[] {
  const taken: Item[] = [];
  let turning = pools.map((pool) => ({ pool, next: 0 }));
  while (turning.length > 0 && taken.length < count) {
    turning = turning.filter((queue) => {
      if (taken.length === count) return true;
      while (queue.next < queue.pool.length) {
        const item = queue.pool[queue.next++] as Item;
        if (!accept(item)) continue;
        taken.push(item);
        return true;
      }
      return false;
    });
  }
  return taken;
}
