import { expect, it } from 'vitest';

import { ApiCallError } from './endpoint/api-call-error.ts';
import { toItemFailure } from './item-failure.ts';

it('tells what concerns one request from what concerns all', () => {
  const options = { message: 'too long', url: 'http://here/v1', isRetryable: false };
  expect(toItemFailure(new ApiCallError({ ...options, code: 'context-length' }))).toEqual({
    kind: 'context-overflow',
    message: 'too long',
  });
  expect(toItemFailure(new ApiCallError(options))).toBeUndefined();
  expect(toItemFailure(new RangeError('a defect'))).toBeUndefined();
  expect(toItemFailure('text')).toBeUndefined();
});
