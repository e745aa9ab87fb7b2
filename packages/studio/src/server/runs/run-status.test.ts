import { expect, it } from 'vitest';
import { decideStatus } from './run-status.ts';

it.each([
  ['running', true, 'stepped'],
  ['running', true, 'interrupted'],
  ['finished', false, 'tested'],
  ['finished', false, 'counted'],
  ['stopped', false, 'interrupted'],
  ['failed', false, 'failed'],
  ['stale', false, 'stepped'],
  ['stale', false, undefined],
] as const)('is %s with lock %s after %s', (status, isLocked, lastEvent) => {
  expect(decideStatus({ isLocked, lastEvent, quietInMs: 1000 })).toBe(status);
});

it('takes a run that wrote within a minute as running if its lock cannot be asked', () => {
  const evidence = { isLocked: undefined, lastEvent: 'stepped' } as const;
  expect(decideStatus({ ...evidence, quietInMs: 59_000 })).toBe('running');
  expect(decideStatus({ ...evidence, quietInMs: 61_000 })).toBe('stale');
});
