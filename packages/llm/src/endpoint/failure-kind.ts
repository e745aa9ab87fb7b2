import { TimeoutError } from 'p-queue';

import { ApiCallError } from './api-call-error.ts';

/** Ways in which a request fails in passing. */
export const failureKinds = [
  'rate-limit',
  'server-error',
  'connection',
  'timeout',
  'broken-reply',
  'other',
] as const;

/** A way in which a request fails in passing. */
export type FailureKind = (typeof failureKinds)[number];

/** Too many requests, not now, and overloaded (as Anthropic and Cloudflare say it). */
const OVERLOAD_STATUSES = [429, 503, 529];

/** What an error that may pass is counted as. */
export function failureKindOf(error: unknown): FailureKind {
  if (error instanceof TimeoutError) return 'timeout';
  if (error instanceof ApiCallError && error.code === 'invalid-reply') return 'broken-reply';
  if (error instanceof ApiCallError && error.code === 'connection') return 'connection';
  if (!(error instanceof ApiCallError) || error.status === undefined) return 'other';
  if (error.status === 429) return 'rate-limit';
  return error.status === 408 ? 'timeout' : 'server-error';
}

/** Whether an error reports overload. */
export function saysOverload(error: unknown): boolean {
  if (failureKindOf(error) === 'timeout') return true;
  const isRefusal = error instanceof ApiCallError && error.isRetryable;
  return isRefusal && OVERLOAD_STATUSES.includes(error.status ?? 0);
}
