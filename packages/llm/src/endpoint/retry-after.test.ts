import { describe, expect, it } from 'vitest';

import { retryAfterInMs } from './retry-after.ts';

const read = (headers: Record<string, string>): number | undefined =>
  retryAfterInMs(new Headers(headers));

describe('retryAfterInMs', () => {
  it('prefers milliseconds', () => {
    expect(read({ 'retry-after-ms': '50', 'retry-after': '7' })).toBe(50);
  });

  it('reads seconds, fractions too', () => {
    expect(read({ 'retry-after': '0.05' })).toBe(50);
    expect(read({ 'retry-after': '120' })).toBe(120_000);
  });

  it('reads a date against the date of the server', () => {
    expect(
      read({
        date: 'Wed, 21 Oct 2026 07:28:00 GMT',
        'retry-after': 'Wed, 21 Oct 2026 07:28:09 GMT',
      }),
    ).toBe(9000);
  });

  it('does not wait if the date has passed', () => {
    expect(
      read({
        date: 'Wed, 21 Oct 2026 07:28:00 GMT',
        'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT',
      }),
    ).toBe(0);
  });

  it('gives nothing for what says nothing', () => {
    expect(read({})).toBeUndefined();
    expect(read({ 'retry-after': 'soon' })).toBeUndefined();
    expect(read({ 'retry-after': '-1' })).toBeUndefined();
    expect(read({ 'retry-after': 'Wed, 21 Oct 2026 07:28:09 GMT' })).toBeUndefined();
  });
});
