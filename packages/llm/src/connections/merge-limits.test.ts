import { expect, it } from 'vitest';

import { mergeLimits } from './merge-limits.ts';

it('takes the strictest concurrency and the most patience of entries that share an endpoint', () => {
  const entry = { model: 'm', api: 'auto' } as const;
  expect(
    mergeLimits([
      { ...entry, name: 'a', concurrency: 8, max_retries: 2, timeout_seconds: 10 },
      { ...entry, name: 'b', concurrency: 4, timeout_seconds: 60 },
      { ...entry, name: 'c' },
    ]),
  ).toEqual({ concurrency: 4, maxRetries: 2, timeoutInMs: 60_000 });
});

it('is empty if no entry sets a limit', () => {
  expect(mergeLimits([{ name: 'a', model: 'm', api: 'auto' }])).toEqual({});
});
