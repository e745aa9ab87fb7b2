import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLockWatch, LockLostError } from './lock-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('ends a job when Redis says that its lock is lost (issue 14.13), and no other job', () => {
  using watch = createLockWatch(30_000);
  using first = watch.begin('first');
  using second = watch.begin('second');
  watch.lose(['first']);
  expect(first.signal.reason).toBeInstanceOf(LockLostError);
  expect(second.signal.aborted).toBe(false);
});

it('ends a job that could not renew its lock while the lock was valid', () => {
  using watch = createLockWatch(30_000);
  using job = watch.begin('job');
  vi.advanceTimersByTime(20_000);
  watch.renew(['job']);
  vi.advanceTimersByTime(27_000);
  expect(job.signal.aborted).toBe(false);
  vi.advanceTimersByTime(6_000);
  expect(job.signal.reason).toBeInstanceOf(LockLostError);
});
