import { describe, expect, it } from 'vitest';
import { countPaidTwice } from './count-paid-twice.ts';
import type { ProxiedCall } from './start-counting-proxy.ts';

const calls: readonly ProxiedCall[] = ['a', 'b', 'a', 'a'].map((question, index) => ({
  serial: index + 1,
  question,
  deliveredAt: 0,
}));

describe('countPaidTwice', () => {
  it('counts calls completed more often than needed', () => {
    const needed = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    expect(countPaidTwice(calls, new Set([1, 2, 3, 4]), needed)).toBe(1);
  });

  it('leaves out replies that never reached the client', () => {
    const needed = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    expect(countPaidTwice(calls, new Set([1, 2, 4]), needed)).toBe(0);
  });
});
