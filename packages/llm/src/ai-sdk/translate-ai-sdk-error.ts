import { z } from 'zod';

import { ApiCallError, type ApiCallErrorOptions } from '../endpoint/api-call-error.ts';
import { redact, redactUrl } from '../endpoint/redact.ts';
import { retryAfterInMs } from '../endpoint/retry-after.ts';
import { SAYS_CONTEXT_TOO_LONG, UNREACHABLE_CODES } from '../endpoint/translate-error.ts';
import { given } from '../given.ts';

/** What is known when an error is caught. */
export interface AiSdkErrorContext {
  /** Of the model. */
  readonly id: string;
  /** What must not appear in a message. */
  readonly secrets: readonly string[];
}

/**
 * An error of a call, as provider packages throw it: `APICallError`. It is told by its fields,
 * since each package may bring its own class.
 */
const callError = z.object({
  message: z.string(),
  url: z.string(),
  isRetryable: z.boolean(),
  statusCode: z.number().optional(),
  responseHeaders: z.record(z.string(), z.unknown()).optional().catch(undefined),
  responseBody: z.string().optional().catch(undefined),
  cause: z.unknown(),
});

/** Errors of the AI SDK for broken replies: invalid JSON, other fields, an empty body. */
const BROKEN_REPLIES = [
  'AI_JSONParseError',
  'AI_TypeValidationError',
  'AI_EmptyResponseBodyError',
  'AI_InvalidResponseDataError',
  'AI_NoContentGeneratedError',
];

/**
 * What went wrong in a model of the AI SDK, as one of our own errors. What they quote is redacted,
 * and the original, which holds the request, is not kept as their cause. Errors of other kinds come
 * back as they are.
 */
export function translateAiSdkError(error: unknown, context: AiSdkErrorContext): unknown {
  if (!(error instanceof Error) || error instanceof ApiCallError) return error;
  const words = redact(error.message, context.secrets);
  const url = context.id;
  const parsed = callError.safeParse(error);
  if (parsed.success) return createCallError(parsed.data, words, context);
  if (error.name === 'AI_LoadAPIKeyError')
    return new ApiCallError({
      code: 'authentication',
      message: `${url}: ${words}`,
      url,
      isRetryable: false,
    });
  if (BROKEN_REPLIES.includes(error.name)) {
    const message = `${url} gave something that is no reply (${words}).`;
    return new ApiCallError({ code: 'invalid-reply', message, url, isRetryable: true });
  }
  // A connection that breaks while the body arrives is a TypeError of fetch.
  if (error instanceof TypeError && error.cause instanceof Error) {
    const reason = redact(reasonOf(error.cause), context.secrets);
    const message = `The connection of ${url} broke (${reason}).`;
    return new ApiCallError({
      code: 'connection',
      message,
      url,
      isRetryable: true,
      isUnreachable: false,
    });
  }
  return error;
}

function createCallError(
  error: z.infer<typeof callError>,
  words: string,
  { id, secrets }: AiSdkErrorContext,
): ApiCallError {
  const { statusCode: status, isRetryable } = error;
  const url = redact(redactUrl(error.url), secrets);
  if (status === undefined) return createConnectionError(error.cause, { words, url, isRetryable });
  if (status < 400) {
    const message = `${id} at ${url} gave something that is no reply (${words}).`;
    return new ApiCallError({ code: 'invalid-reply', message, url, status, isRetryable: true });
  }
  const waitInMs = retryAfterInMs({ get: (name) => readHeader(error.responseHeaders, name) });
  const options: ApiCallErrorOptions = {
    message: `${id} at ${url} answered ${status}: ${words}`,
    url,
    status,
    serverMessage: words,
    isRetryable,
    ...given('retryAfterInMs', waitInMs),
  };
  if (status === 401 || status === 403) {
    const message = `${options.message} Check the API key that the provider is made with, and what it may use.`;
    return new ApiCallError({ code: 'authentication', ...options, message });
  }
  const isTooLong = [words, error.responseBody ?? ''].some((text) =>
    SAYS_CONTEXT_TOO_LONG.test(text),
  );
  if ((status === 400 || status === 413 || status === 422) && isTooLong) {
    const message = `${options.message} Let replies be shorter (maxTokens), shorten the prompt, or take a model with a longer context.`;
    return new ApiCallError({ code: 'context-length', ...options, message });
  }
  return new ApiCallError(options);
}

function createConnectionError(
  cause: unknown,
  {
    words,
    url,
    isRetryable,
  }: { readonly words: string; readonly url: string; readonly isRetryable: boolean },
): ApiCallError {
  const isUnreachable = UNREACHABLE_CODES.some(
    (code) => words.includes(code) || (cause instanceof Error && reasonOf(cause) === code),
  );
  const advice = isUnreachable ? ' Start the server, or name another base URL.' : '';
  const message = `No answer from ${url} (${words}).${advice}`;
  return new ApiCallError({ code: 'connection', message, url, isRetryable, isUnreachable });
}

/** The code of a system's error, or its words. */
function reasonOf(error: Error): string {
  let root = error;
  while (root.cause instanceof Error) root = root.cause;
  if (root instanceof AggregateError && root.errors[0] instanceof Error) root = root.errors[0];
  return 'code' in root && typeof root.code === 'string' ? root.code : root.message;
}

function readHeader(headers: Readonly<Record<string, unknown>> = {}, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}
