import { describe, expect, it } from 'vitest';
import { summarizeLine } from '../reducers/summarize-line.ts';
import { chooseLines } from './choose-lines.ts';

const line = (type: string, length: number, more: object = {}) =>
  summarizeLine(JSON.stringify({ type, iteration: 0, ...more }), { offset: 0, length });

const lines = [
  line('validated', 10, { isBest: true }), // 0: the first
  line('iteration', 1), // 1
  line('stepped', 10), // 2: the first
  line('validated', 10), // 3
  line('iteration', 1), // 4
  line('stepped', 10), // 5
  line('validated', 10, { isBest: true }), // 6: the best
  line('iteration', 1), // 7
  line('stepped', 10), // 8: the latest
  line('omitted', 1), // 9
  line('validated', 10), // 10: the latest
  line('tested', 10), // 11
];

describe('the lines of an export', () => {
  it('are parameters first, then what matters most, as long as they fit', () => {
    const chosen = (budget: number) => [...chooseLines(lines, budget)].toSorted((a, b) => a - b);
    expect(chosen(0)).toEqual([]);
    expect(chosen(3)).toEqual([1, 4, 7]);
    expect(chosen(23)).toEqual([1, 4, 7, 8, 11]);
    expect(chosen(53)).toEqual([0, 1, 4, 6, 7, 8, 10, 11]);
    expect(chosen(63)).toEqual([0, 1, 2, 4, 6, 7, 8, 10, 11]);
    expect(chosen(1000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
  });
});
