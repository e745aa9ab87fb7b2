import { describe, expect, it } from 'vitest';

import { findErrorBody } from './error-body.ts';

describe('the error in a reply with status 200', () => {
  it.each([
    [{ error: { message: 'Rate limit exceeded', code: 429 } }, 429, 'Rate limit exceeded'],
    [{ error: { message: 'Bad gateway', code: '502' } }, 502, 'Bad gateway'],
    [{ error: 'Too many requests' }, 429, 'Too many requests'],
    [{ error: { message: 'slow', type: 'rate_limit_error' } }, 429, 'slow'],
    [{ error: { message: 'Overloaded', type: 'overloaded_error' } }, 529, 'Overloaded'],
    [{ error: { message: 'no', code: 'invalid_api_key' } }, 401, 'no'],
    [{ error: { message: 'too long', code: 'context_length_exceeded' } }, 400, 'too long'],
    [{ choices: [{ error: { message: 'upstream', code: 503 } }] }, 503, 'upstream'],
    [
      { error: { message: 'Provider returned error', code: 502, metadata: { raw: 'cuda' } } },
      502,
      'Provider returned error (cuda)',
    ],
    [{ object: 'error', message: 'no model', code: 40401 }, 404, 'no model'],
    [{ detail: 'The model is loading' }, 503, 'The model is loading'],
    [{ error: { message: 'a riddle' } }, undefined, 'a riddle'],
    [
      { detail: [{ loc: ['body', 'top'], msg: 'field required' }] },
      undefined,
      'body.top: field required',
    ],
    [
      { success: false, errors: [{ code: 7003, message: 'no route' }], result: null },
      undefined,
      'no route',
    ],
    [{ errors: ['Too many requests'] }, 429, 'Too many requests'],
  ])('%j stands for the status %s', (body, status, message) => {
    const error = findErrorBody(body);
    expect(error?.status).toBe(status);
    expect(error?.message).toBe(message);
  });

  it('of a moderated prompt is a filter’s', () => {
    const metadata = { reasons: ['violence'], flagged_input: 'x' };
    expect(findErrorBody({ error: { message: 'flagged', code: 403, metadata } })).toMatchObject({
      status: 403,
      code: 'content_filter',
    });
  });

  it.each([
    [{ choices: [{ text: 'hi' }], error: null }],
    [{ choices: [{ text: 'hi' }], error: {} }],
    [{ choices: [{ text: 'hi' }], message: 'fine' }],
    [{ choices: [] }],
    [null],
    ['text'],
  ])('is not found in %j', (body) => {
    expect(findErrorBody(body)).toBeUndefined();
  });
});
