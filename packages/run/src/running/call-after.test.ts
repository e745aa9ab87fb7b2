import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callAfter } from './call-after.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

it.each([1, 35_791, 35_792, 1_000_000])('waits %d minutes', (minutes) => {
  const call = vi.fn();
  using _timer = callAfter(minutes * MINUTE, call);
  vi.advanceTimersByTime(minutes * MINUTE - 1);
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(call).toHaveBeenCalledOnce();
});

it('calls nothing once it is disposed of', () => {
  const call = vi.fn();
  callAfter(40_000 * MINUTE, call)[Symbol.dispose]();
  vi.advanceTimersByTime(100_000 * MINUTE);
  expect(call).not.toHaveBeenCalled();
});
