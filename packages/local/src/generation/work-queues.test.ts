import { describe, expect, it } from 'vitest';
import { createWorkQueues } from './work-queues.ts';

describe('createWorkQueues', () => {
  it('gives each worker a range of neighbours', () => {
    const take = createWorkQueues(['a', 'b', 'c', 'd'], 2);
    expect([take(0), take(1), take(0), take(1)]).toEqual(['a', 'c', 'b', 'd']);
  });

  it('lets an idle worker take items from the end of the longest range', () => {
    const take = createWorkQueues(['a', 'b', 'c', 'd', 'e', 'f'], 2);
    expect([take(1), take(1), take(1), take(1), take(0)]).toEqual(['d', 'e', 'f', 'c', 'a']);
  });

  it('has nothing when all is taken', () => {
    const take = createWorkQueues(['a'], 3);
    expect([take(0), take(1), take(2)]).toEqual(['a', undefined, undefined]);
  });
});
