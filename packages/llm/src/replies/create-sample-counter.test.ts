import { describe, expect, it } from 'vitest';

import { questionKey } from './question-key.ts';
import { createSampleCounter } from './create-sample-counter.ts';

const [one, other] = [questionKey('k', 'one'), questionKey('k', 'other')];

function countAll(requests: readonly string[]): ReturnType<typeof createSampleCounter> {
  const counter = createSampleCounter();
  for (const request of requests) counter.next(request);
  return counter;
}

describe('createSampleCounter', () => {
  it('counts each request for itself', () => {
    const counter = createSampleCounter();
    expect([one, other, one].map((request) => counter.next(request))).toEqual([0, 0, 1]);
  });

  it('stands at the same place after the same requests in another order, and elsewhere after others', () => {
    const state = countAll([one, other, one]).state();
    expect(countAll([one, one, other]).state()).toEqual(state);
    expect(countAll([one, other, other]).state()).not.toEqual(state);
    expect(state.samples).toBe(3);
  });
});
