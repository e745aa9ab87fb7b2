import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherLines } from './gather-lines.ts';

describe('gathered lines', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('pass at once the first time, then together after each pause, in order', () => {
    const passed: (readonly number[])[] = [];
    const gatherer = gatherLines<number>((items) => passed.push(items), 500);
    gatherer.add([1]);
    gatherer.add([2, 3]);
    gatherer.add([4]);
    expect(passed).toEqual([[1]]);
    vi.advanceTimersByTime(500);
    expect(passed).toEqual([[1], [2, 3, 4]]);
    vi.advanceTimersByTime(2000);
    gatherer.add([5]);
    expect(passed).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('are dropped when cleared, and later ones pass at once', () => {
    const passed: (readonly number[])[] = [];
    const gatherer = gatherLines<number>((items) => passed.push(items), 500);
    gatherer.add([1]);
    gatherer.add([2]);
    gatherer.clear();
    vi.advanceTimersByTime(500);
    gatherer.add([3]);
    expect(passed).toEqual([[1], [3]]);
  });
});
