import { describe, expect, it } from 'vitest';

import { ApiCallError } from './api-call-error.ts';
import { mayHaveCost } from './may-have-cost.ts';

const options = { message: '', url: '', isRetryable: true };

describe('a failed attempt', () => {
  it.each([400, 401, 404, 408, 422, 429, 501, 503, 529])('costs nothing: %i', (status) => {
    expect(mayHaveCost(new ApiCallError({ ...options, status }))).toBe(false);
  });

  it.each([500, 502, 504])('may have cost something: %i', (status) => {
    expect(mayHaveCost(new ApiCallError({ ...options, status }))).toBe(true);
  });

  it('costs nothing if it reached no server', () => {
    expect(
      mayHaveCost(new ApiCallError({ code: 'connection', ...options, isUnreachable: true })),
    ).toBe(false);
    const untrusted = new ApiCallError({
      code: 'connection',
      ...options,
      isRetryable: false,
      isUnreachable: false,
    });
    expect(mayHaveCost(untrusted)).toBe(false);
  });

  it('may have cost something if it broke off, or its reply is broken', () => {
    expect(
      mayHaveCost(new ApiCallError({ code: 'connection', ...options, isUnreachable: false })),
    ).toBe(true);
    expect(mayHaveCost(new ApiCallError({ ...options, code: 'invalid-reply' }))).toBe(true);
    expect(mayHaveCost(new DOMException('stopped', 'AbortError'))).toBe(true);
  });
});
