import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { EndpointNotice } from './endpoint-notice.ts';
import { createSilenceWatch } from './silence-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const watch = () => {
  const notices: EndpointNotice[] = [];
  const url = 'http://mute/v1';
  return { notices, ...createSilenceWatch({ url, notify: (notice) => notices.push(notice) }) };
};
const secondsOf = (notices: readonly EndpointNotice[]) =>
  notices.map((notice) => (notice.type === 'silent' ? notice.durationInMs / 1000 : null));

it('names a server that accepts and stays silent after ten seconds (issue 14.8)', () => {
  const { begin, notices } = watch();
  begin();
  begin();
  vi.advanceTimersByTime(9_999);
  expect(notices).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(notices).toEqual([
    { type: 'silent', url: 'http://mute/v1', durationInMs: 10_000, requests: 2 },
  ]);
});

it('names it again after longer times', () => {
  const { begin, notices } = watch();
  begin();
  vi.advanceTimersByTime(300_000);
  expect(secondsOf(notices)).toEqual([10, 30, 60, 120, 240]);
});

it('says nothing of a server that sends something, or of which nothing is asked', () => {
  const { begin, hear, notices } = watch();
  const request = begin();
  vi.advanceTimersByTime(9_000);
  hear();
  vi.advanceTimersByTime(9_000);
  request[Symbol.dispose]();
  vi.advanceTimersByTime(90_000);
  expect(notices).toEqual([]);
});
