/**
 * Distributes sorted items among workers such that each gets neighbours. A worker processes its own
 * range, then takes items from the end of the longest remaining range.
 *
 * @returns a function that returns a worker's next item, or undefined if all are taken
 */
export function createWorkQueues<Item>(
  items: readonly Item[],
  workers: number,
): (worker: number) => Item | undefined {
  const bound = (worker: number): number => Math.floor((items.length * worker) / workers);
  const queues = Array.from({ length: workers }, (_, worker) =>
    items.slice(bound(worker), bound(worker + 1)),
  );
  return (worker) => {
    const own = queues[worker];
    if (own !== undefined && own.length > 0) return own.shift();
    const longest = queues.reduce((best, queue) => (queue.length > best.length ? queue : best), []);
    return longest.pop();
  };
}
