import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { capTime } from './run-budget.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const caps = { maxMinutes: 2 };

it('aborts when the time is up, and says why', () => {
  using clock = capTime(caps, new AbortController().signal);
  vi.advanceTimersByTime(119_999);
  expect(clock.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(clock.signal.reason).toMatchObject({
    code: 'time-cap',
    message: 'The cap of 2 minutes is reached.',
  });
});

it('leaves no timer behind a run that has ended', () => {
  {
    using _clock = capTime(caps, new AbortController().signal);
  }
  expect(vi.getTimerCount()).toBe(0);
});

it('aborts with the user, too', () => {
  const user = new AbortController();
  using clock = capTime(caps, user.signal);
  user.abort();
  expect(clock.signal.aborted).toBe(true);
});
