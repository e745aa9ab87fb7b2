import type { ItemFailureKind } from '../item-failure.ts';

/** What an `ApiCallError` is made from. */
export interface ApiCallErrorOptions {
  readonly message: string;
  /** Where the request went, without secrets. */
  readonly url: string;
  readonly status?: number;
  /** The server's own code, such as `insufficient_quota`. */
  readonly code?: string;
  /** The server's own words, without secrets. */
  readonly serverMessage?: string;
  readonly isRetryable: boolean;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterInMs?: number;
  /** How often the request may be sent again, if less often than others. */
  readonly maxRetries?: number;
  /** The request's field that the server names. */
  readonly parameter?: string;
  readonly cause?: unknown;
}

/** A server refused a request or failed to answer it. The more specific errors of a call extend this one. */
export class ApiCallError extends Error {
  override readonly name: string = 'ApiCallError';
  readonly userFacing = true;
  readonly url: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly serverMessage: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean;
  readonly retryAfterInMs: number | undefined;
  readonly maxRetries: number | undefined;
  readonly parameter: string | undefined;
  #itemFailure: ItemFailureKind | undefined;
  #tries = 1;

  constructor(options: ApiCallErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.url = options.url;
    this.status = options.status;
    this.code = options.code;
    this.serverMessage = options.serverMessage;
    this.isRetryable = options.isRetryable;
    this.retryAfterInMs = options.retryAfterInMs;
    this.maxRetries = options.maxRetries;
    this.parameter = options.parameter;
  }

  /** What the error is to the request alone; undefined if it concerns more than that. */
  get itemFailure(): ItemFailureKind | undefined {
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
