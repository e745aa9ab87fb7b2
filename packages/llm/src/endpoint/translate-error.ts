import { APIConnectionError, APIError } from 'openai';
import { TimeoutError } from 'p-queue';

import { ApiCallError, type ApiCallErrorOptions } from './api-call-error.ts';
import { LONGEST_RETRY_AFTER_IN_MS } from './scheduler.ts';
import { describePage } from './describe-page.ts';
import { type ErrorBody, toErrorBody } from './error-body.ts';
import { redact } from './redact.ts';
import { readServerText, showServerText } from './server-text.ts';
import { type HeadersLike, retryAfterInMs } from './retry-after.ts';
import { given } from '../given.ts';

/** What is known when an error is caught. */
export interface ErrorContext {
  /** Without secrets. */
  readonly baseUrl: string;
  /** What must not appear in a message. */
  readonly secrets: readonly string[];
  /**
   * It has answered before, so that what it sends now is no sign of a wrong address.
   * @default false
   */
  readonly isProvenServer?: boolean;
  /** The proxy that requests may go through, without secrets. @default none */
  readonly proxy?: string | undefined;
}

function proxyHint({ proxy }: ErrorContext): string {
  return proxy === undefined
    ? ''
    : ` The proxy ${proxy} of the environment is used for every host that NO_PROXY does not name.`;
}

/**
 * Client errors that pass: timeout, conflict, too many requests. The other 4xx stay as they are
 * however often they are asked.
 */
const TRANSIENT_CLIENT_ERRORS = [408, 409, 429];

/** Not implemented, and not this version of HTTP: the server will not learn it. */
const PERMANENT_SERVER_ERRORS = [501, 505];

/** A 429 that waiting does not cure: the account has run out. */
const QUOTA_CODES = ['insufficient_quota', 'billing_hard_limit_reached'];

/** What Azure and OpenAI call a prompt that their filters refuse. */
const FILTER_CODES = ['content_filter', 'content_policy_violation', 'ResponsibleAIPolicyViolation'];

/** Servers word it differently, and some give no code. */
export const SAYS_CONTEXT_TOO_LONG: RegExp =
  /context[ _](?:length|size|window)|maximum (?:model|context|input|prompt)|prompt is too long|too many (?:input )?tokens/i;

/** System errors of an address without a server. */
export const UNREACHABLE_CODES: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/**
 * Certificates that are not trusted, ports that are forbidden, servers that speak something else:
 * nothing that passes.
 */
const SAYS_PERMANENT = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HPE_)|bad port/;

/** What to do about a server that has never given a reply. */
export const CHECK_BASE_URL =
  'Check that the base URL names an OpenAI-compatible API (it usually ends in /v1).';
/**
 * How often a request is sent again whose reply makes no sense: the server is up, and may never
 * answer this one.
 */
export const MAX_RETRIES_AFTER_NONSENSE = 3;
/**
 * How often a request is sent again that a status inside a reply 200 refuses: it is passed on from
 * elsewhere, and concerns one request as a rule.
 */
const MAX_RETRIES_AFTER_BODY_STATUS = 6;

/** What went wrong, as one of our own errors; ours and unknown ones come back as they are. */
export function translateError(error: unknown, context: ErrorContext): unknown {
  if (error instanceof ApiCallError) return error;
  // What our own fetch throws comes back as the cause of the client's error.
  if (error instanceof APIConnectionError && error.cause instanceof ApiCallError)
    return error.cause;
  if (error instanceof TimeoutError) return createTimeoutError(context);
  if (error instanceof SyntaxError) return createBrokenReplyError(error, context);
  if (isStatusError(error)) return createStatusError(error, context);
  if (error instanceof APIConnectionError || isBrokenBody(error)) {
    return createConnectionError(error, context);
  }
  return error;
}

/**
 * A connection that breaks while the body arrives is a TypeError of fetch; one without a cause is a
 * defect of ours.
 */
function isBrokenBody(error: unknown): error is TypeError {
  return error instanceof TypeError && error.cause instanceof Error;
}

/** An error that the server answered with. */
type StatusError = APIError<number, Headers | undefined, object | undefined>;

function isStatusError(error: unknown): error is StatusError {
  return error instanceof APIError && typeof error.status === 'number';
}

function createStatusError(error: StatusError, context: ErrorContext): ApiCallError {
  const { status } = error;
  const body = toErrorBody(error.error);
  const code = typeof error.code === 'string' ? error.code : undefined;
  return createApiCallError(
    {
      status,
      message: serverWords(error, context),
      said: `answered ${status}`,
      headers: error.headers,
      ...given('code', shown(body?.code ?? code, context)),
      ...given('parameter', shown(body?.parameter, context)),
    },
    context,
  );
}

/** What a server said in place of a reply. */
export interface ServerError extends Omit<ErrorBody, 'status'> {
  readonly status: number;
  /** What it did, for people: `answered 429`. */
  readonly said: string;
  readonly headers: HeadersLike | undefined;
  /** @default as often as others */
  readonly maxRetries?: number;
}

/** The error of a status, whether HTTP or a body says it. */
function createApiCallError(
  { status, code, parameter, message: words, said, headers, maxRetries }: ServerError,
  context: ErrorContext,
): ApiCallError {
  const serverMessage = showServerText(words, context.secrets);
  const waitInMs = headers === undefined ? undefined : retryAfterInMs(headers);
  const isTransient =
    status >= 500
      ? !PERMANENT_SERVER_ERRORS.includes(status)
      : TRANSIENT_CLIENT_ERRORS.includes(status);
  const wait =
    waitInMs !== undefined && waitInMs > LONGEST_RETRY_AFTER_IN_MS
      ? ` It asks to wait for ${Math.round(waitInMs / 1000)} s.`
      : '';
  const options: ApiCallErrorOptions = {
    message: `${context.baseUrl} ${said}: ${serverMessage}${wait}`,
    url: context.baseUrl,
    status,
    serverMessage,
    isRetryable: isTransient && !(code !== undefined && QUOTA_CODES.includes(code)),
    ...given('serverCode', code),
    ...given('parameter', parameter),
    ...given('retryAfterInMs', waitInMs),
    ...given('maxRetries', maxRetries),
  };
  const isFiltered = code !== undefined && FILTER_CODES.includes(code);
  if ((status === 400 || status === 403) && isFiltered)
    return new ApiCallError({ ...options, code: 'content-filter' });
  if (status === 401 || status === 403) {
    const message = `${options.message} Check the API key (OPENAI_API_KEY, or api_key in the connections file) and what it may use.`;
    return new ApiCallError({ code: 'authentication', ...options, message });
  }
  const isTooLong = code === 'context_length_exceeded' || SAYS_CONTEXT_TOO_LONG.test(serverMessage);
  if ((status === 400 || status === 413 || status === 422) && isTooLong) {
    const message = `${options.message} Let replies be shorter (max_tokens), shorten the prompt, or take a model with a longer context.`;
    return new ApiCallError({ code: 'context-length', ...options, message });
  }
  if (status === 404) {
    const message = `${options.message} Check the base URL (it usually ends in /v1), the model's name, and whether it speaks completions or chat.`;
    return new ApiCallError({ code: 'not-found', ...options, message });
  }
  return new ApiCallError(options);
}

/**
 * The error that a reply with status 200 holds. Without a status it is a broken reply, which may
 * pass.
 */
export function createBodyError(
  error: ErrorBody,
  headers: HeadersLike,
  context: ErrorContext,
): ApiCallError {
  const { status } = error;
  if (status !== undefined) {
    const said = `answered 200 with an error (${status})`;
    const maxRetries = MAX_RETRIES_AFTER_BODY_STATUS;
    return createApiCallError({ ...error, status, said, headers, maxRetries }, context);
  }
  const serverMessage = showServerText(error.message, context.secrets);
  const { isProvenServer = false } = context;
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${context.baseUrl} answered 200 with an error: ${serverMessage}`,
    url: context.baseUrl,
    serverMessage,
    isRetryable: isProvenServer,
    maxRetries: MAX_RETRIES_AFTER_NONSENSE,
    isProvenServer,
    ...given('serverCode', shown(error.code, context)),
    ...given('parameter', shown(error.parameter, context)),
  });
}

/**
 * The error of a body that is no JSON: a proxy's page, or a server that is starting. That may pass.
 */
export function createPageError(text: string, context: ErrorContext): ApiCallError {
  const page = describePage(readServerText(text, context.secrets));
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${context.baseUrl} answered with ${page}.${context.isProvenServer === true ? '' : ` ${CHECK_BASE_URL}`}${proxyHint(context)}`,
    url: context.baseUrl,
    isRetryable: true,
    maxRetries: MAX_RETRIES_AFTER_BODY_STATUS,
    ...given('isProvenServer', context.isProvenServer),
  });
}

function shown(text: string | undefined, { secrets }: ErrorContext): string | undefined {
  return text === undefined ? undefined : showServerText(text, secrets);
}

/** The server's message, whatever shape its error body has. */
function serverWords(error: StatusError, { secrets }: ErrorContext): string {
  const body = toErrorBody(error.error);
  if (body !== undefined)
    return /<\w+/.test(body.message)
      ? describePage(readServerText(body.message, secrets))
      : body.message;
  // The client puts the status before the words; here it stands in our own sentence already.
  const words = error.message.replace(/^\d{3} /, '');
  return words === 'status code (no body)' ? 'it does not say why.' : words;
}

function createConnectionError(error: Error, context: ErrorContext): ApiCallError {
  const root = rootCause(error);
  const code = 'code' in root && typeof root.code === 'string' ? root.code : undefined;
  const isUnreachable = code !== undefined && UNREACHABLE_CODES.includes(code);
  const reason = redact(code ?? root.message, context.secrets);
  const isRetryable = !SAYS_PERMANENT.test(reason);
  const hint = proxyHint(context);
  return new ApiCallError({
    code: 'connection',
    message: isUnreachable
      ? `Cannot connect to ${context.baseUrl} (${reason}). Start the server, or name another one with OPENAI_BASE_URL or base_url in the connections file.${hint}`
      : `The connection to ${context.baseUrl} broke (${reason}).${hint}`,
    url: context.baseUrl,
    isRetryable,
    isUnreachable,
    cause: root,
  });
}

function createTimeoutError(context: ErrorContext): ApiCallError {
  return new ApiCallError({
    code: 'connection',
    message: `${context.baseUrl} gave no answer in time. Ask for fewer requests at once, or allow more time.`,
    url: context.baseUrl,
    isRetryable: true,
    isUnreachable: false,
  });
}

function createBrokenReplyError(error: SyntaxError, context: ErrorContext): ApiCallError {
  return new ApiCallError({
    code: 'invalid-reply',
    message: `${context.baseUrl} answered with broken JSON (${redact(error.message, context.secrets)}).`,
    url: context.baseUrl,
    isRetryable: true,
    maxRetries: MAX_RETRIES_AFTER_BODY_STATUS,
    ...given('isProvenServer', context.isProvenServer),
  });
}

/** The system's own error under fetch's and the client's. */
function rootCause(error: Error): Error {
  let root = error;
  while (root.cause instanceof Error) root = root.cause;
  // Several addresses were tried, and all refused.
  if (root instanceof AggregateError && root.errors[0] instanceof Error) return root.errors[0];
  return root;
}
