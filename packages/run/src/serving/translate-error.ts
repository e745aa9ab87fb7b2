import {
  ApiCallError,
  BudgetExceededError,
  type ItemFailure,
  toItemFailure,
  UnsupportedCapabilityError,
} from '@dln/llm';
import { ServingError } from './serving-error.ts';

/**
 * Errors of calls that the client can mend, by name: their classes come with code that a server
 * need not load.
 */
const callerErrors: readonly string[] = ['LocalModelArgumentError'];

/**
 * What a client is shown of an error; undefined for an error that only the server's owner should
 * read.
 */
export function translateError(error: unknown): ServingError | undefined {
  if (error instanceof ServingError) return error;
  const failure = toItemFailure(error);
  if (failure) return translateFailure(failure, error);
  if (error instanceof BudgetExceededError)
    return new ServingError({
      status: 429,
      message: error.message,
      type: 'insufficient_quota',
      code: 'insufficient_quota',
      // The cap stays reached.
      mayRetry: false,
      cause: error,
    });
  if (error instanceof UnsupportedCapabilityError)
    return new ServingError({ status: 400, message: error.message, cause: error });
  if (error instanceof ApiCallError)
    return new ServingError({
      status: 502,
      message: `The model's endpoint did not answer: ${error.message}`,
      type: 'server_error',
      code: 'upstream_error',
      mayRetry: error.isRetryable,
      cause: error,
    });
  if (error instanceof Error && callerErrors.includes(error.name))
    return new ServingError({ status: 400, message: error.message, cause: error });
  return undefined;
}

/** What a client is shown of an input without an answer. */
export function translateFailure({ kind, message }: ItemFailure, cause?: unknown): ServingError {
  switch (kind) {
    case 'context-overflow':
      return new ServingError({ status: 400, message, code: 'context_length_exceeded', cause });
    case 'content-filter':
      return new ServingError({ status: 400, message, code: 'content_filter', cause });
    case 'refused':
      return new ServingError({ status: 400, message, code: 'refused', cause });
    case 'module-error':
      return new ServingError({ status: 500, message, type: 'server_error', code: kind, cause });
    case 'invalid-output':
      // Another try gives the same answer, so clients should not repeat it by themselves.
      return new ServingError({
        status: 502,
        message,
        type: 'server_error',
        code: 'invalid_output',
        mayRetry: false,
        cause,
      });
    case 'broken-reply':
    case 'server-error': {
      const code = 'upstream_error';
      return new ServingError({ status: 502, message, type: 'server_error', code, cause });
    }
  }
}
