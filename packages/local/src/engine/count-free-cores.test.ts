import { describe, expect, it } from 'vitest';
import { type CoreTimes, countFreeCores } from './count-free-cores.ts';

/** Idle and busy milliseconds of each core. */
const cores = (...times: readonly (readonly [idle: number, user: number])[]): CoreTimes[] =>
  times.map(([idle, user]) => ({ times: { idle, user, nice: 0, sys: 0, irq: 0 } }));

const before = cores([1000, 0], [1000, 0]);

describe('countFreeCores', () => {
  it('counts the idle cores, and the one that did the work in between', () => {
    const after = cores([1500, 0], [1000, 500]);
    expect(countFreeCores({ before, after, available: 2 })).toBe(2);
  });

  it('leaves the cores alone that others use', () => {
    const after = cores([1000, 500], [1100, 400]);
    expect(countFreeCores({ before, after, available: 2 })).toBe(1);
  });

  it('takes no more than the process may use', () => {
    const after = cores([1500, 0], [1500, 0]);
    expect(countFreeCores({ before, after, available: 1 })).toBe(1);
  });

  it('counts one core if no time has passed or the times are unknown', () => {
    expect(countFreeCores({ before, after: before, available: 8 })).toBe(1);
    expect(countFreeCores({ before: [], after: [], available: 8 })).toBe(1);
  });
});
