import type { ItemFailureKind } from '../item-failure.ts';

/**
 * Why a call failed.
 *
 * - `authentication`: the server refuses the key (401), or its use for this model (403)
 * - `connection`: no reply came: no server at the address, a broken connection, or a timeout
 * - `content-filter`: the server's filter refused the prompt or the reply
 * - `context-length`: prompt and reply do not fit into the model's context
 * - `invalid-reply`: broken JSON, a web page, or missing fields in place of a reply
 * - `not-found`: status 404, for a wrong address, API or model name
 * - `redirect`: the server redirects a POST in a way that would drop its body
 * - `status`: any other error status
 */
export type ApiCallErrorCode =
  | 'authentication'
  | 'connection'
  | 'content-filter'
  | 'context-length'
  | 'invalid-reply'
  | 'not-found'
  | 'redirect'
  | 'status';

/** Options of an `ApiCallError`. */
export interface ApiCallErrorOptions {
  /** @default 'status' */
  readonly code?: ApiCallErrorCode;
  readonly message: string;
  /** Address of the request, without secrets. */
  readonly url: string;
  readonly status?: number;
  /** The server's own code, such as `insufficient_quota`. */
  readonly serverCode?: string;
  /** The server's own words, without secrets. */
  readonly serverMessage?: string;
  readonly isRetryable: boolean;
  /** The wait that the server asks for, in milliseconds. */
  readonly retryAfterInMs?: number;
  /** The most retries of the request, if fewer than of others. */
  readonly maxRetries?: number;
  /** The request's field that the server names. */
  readonly parameter?: string;
  /** No server answers at the address, or it does not exist. @default false */
  readonly isUnreachable?: boolean;
  /** The server has replied before, so its address is right. @default false */
  readonly isProvenServer?: boolean;
  /** Target of a redirect, without secrets. */
  readonly location?: string;
  readonly cause?: unknown;
}

/** A server refused a request or failed to answer it. `code` says which. */
export class ApiCallError extends Error {
  override readonly name = 'ApiCallError';
  readonly userFacing = true;
  readonly code: ApiCallErrorCode;
  readonly url: string;
  readonly status: number | undefined;
  readonly serverCode: string | undefined;
  readonly serverMessage: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean;
  readonly retryAfterInMs: number | undefined;
  readonly maxRetries: number | undefined;
  readonly parameter: string | undefined;
  readonly isUnreachable: boolean;
  readonly location: string | undefined;
  readonly #isProvenServer: boolean;
  #itemFailure: ItemFailureKind | undefined;
  #tries = 1;

  constructor(options: ApiCallErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code ?? 'status';
    this.url = options.url;
    this.status = options.status;
    this.serverCode = options.serverCode;
    this.serverMessage = options.serverMessage;
    this.isRetryable = options.isRetryable;
    this.retryAfterInMs = options.retryAfterInMs;
    this.maxRetries = options.maxRetries;
    this.parameter = options.parameter;
    this.isUnreachable = options.isUnreachable ?? false;
    this.location = options.location;
    this.#isProvenServer = options.isProvenServer ?? false;
  }

  /** The failure of this request alone; undefined if the error concerns other requests as well. */
  get itemFailure(): ItemFailureKind | undefined {
    if (this.code === 'content-filter') return 'content-filter';
    if (this.code === 'context-length') return 'context-overflow';
    // Before the first reply of a server, its address is in doubt.
    if (this.code === 'invalid-reply') return this.#isProvenServer ? 'broken-reply' : undefined;
    return this.#itemFailure;
  }

  /** How often the request was sent. */
  get tries(): number {
    return this.#tries;
  }

  /** Adds what only the sender of the request knows, once it gives up. */
  conclude({
    tries,
    itemFailure,
  }: {
    readonly tries: number;
    readonly itemFailure?: ItemFailureKind | undefined;
  }): void {
    const end = /[.!?]$/.test(this.message) ? '' : '.';
    if (tries > 1 && this.#tries === 1) this.message += `${end} It was asked ${tries} times.`;
    this.#tries = tries;
    this.#itemFailure ??= itemFailure;
  }
}
