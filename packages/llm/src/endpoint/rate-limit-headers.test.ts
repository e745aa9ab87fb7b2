import { describe, expect, it } from 'vitest';

import { holdInMs, parseDurationInMs, readAllowances } from './rate-limit-headers.ts';

describe('a duration', () => {
  it.each([
    ['1s', 1000],
    ['6m0s', 360_000],
    ['20ms', 20],
    ['1h2m3.5s', 3_723_500],
    ['7.66s', 7660],
    ['12', 12_000],
    ['0', 0],
  ])('%s is %i ms', (text, expected) => {
    expect(parseDurationInMs(text)).toBe(expected);
  });

  it.each(['', 'soon', '-1s', '1d', '2026-01-01T00:00:00Z', null])(
    '%j is not a duration',
    (text) => {
      expect(parseDurationInMs(text)).toBeUndefined();
    },
  );
});

describe('the headers', () => {
  it('tell of requests and of tokens', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': '6m0s',
    });
    expect(readAllowances(headers)).toEqual([
      { of: 'requests', limit: 60, remaining: 59, resetInMs: 1000 },
      { of: 'tokens', remaining: 149_984, resetInMs: 360_000 },
    ]);
  });

  it('are ignored if a part is missing or invalid', () => {
    const headers = new Headers({
      'x-ratelimit-remaining-requests': '5',
      'x-ratelimit-remaining-tokens': 'many',
      'x-ratelimit-reset-tokens': '1s',
    });
    expect(readAllowances(headers)).toEqual([]);
  });
});

describe('a hold', () => {
  const use = { underWay: 7, atOnce: 8, tokensPerRequest: 100 };
  const allowance = { of: 'requests', limit: 80, resetInMs: 60_000 } as const;

  it('is zero while there is room beside requests under way', () => {
    expect(holdInMs({ ...allowance, remaining: 8 }, use)).toBe(0);
    expect(holdInMs({ ...allowance, of: 'tokens', remaining: 800 }, use)).toBe(0);
  });

  it('lasts until as much has come back as may be sent at once', () => {
    expect(holdInMs({ ...allowance, remaining: 7 }, use)).toBe(6000);
  });

  it('lasts until the reset if the limit is not told, or is smaller than that', () => {
    const { limit: _, ...untold } = allowance;
    expect(holdInMs({ ...untold, remaining: 0 }, use)).toBe(60_000);
    expect(holdInMs({ ...allowance, limit: 4, remaining: 0 }, use)).toBe(60_000);
  });

  it('counts a limit on tokens by what a request takes', () => {
    const tokens = { of: 'tokens', limit: 8000, remaining: 799, resetInMs: 60_000 } as const;
    expect(holdInMs(tokens, use)).toBe(6000);
  });
});
