/** Kinds of errors that clients of the API know. */
export type ServingErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'insufficient_quota'
  | 'rate_limit_error'
  | 'server_error';

/** Options of `ServingError`. */
export interface ServingErrorOptions {
  readonly status: number;
  readonly message: string;
  /** @default 'invalid_request_error' */
  readonly type?: ServingErrorType;
  /** The field of the request that is wrong. */
  readonly param?: string | undefined;
  /** For programs, such as `model_not_found`. */
  readonly code?: string;
  /** The client may send the request again. @default the client decides by the status */
  readonly mayRetry?: boolean;
  readonly cause?: unknown;
}

/** A request that is not answered, as a client of the API sees it. */
export class ServingError extends Error {
  override readonly name = 'ServingError';
  readonly userFacing = true;
  readonly status: number;
  readonly type: ServingErrorType;
  readonly param: string | undefined;
  readonly code: string | undefined;
  readonly mayRetry: boolean | undefined;

  constructor(options: ServingErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = options.status;
    this.type = options.type ?? 'invalid_request_error';
    this.param = options.param;
    this.code = options.code;
    this.mayRetry = options.mayRetry;
  }

  /** The body of the response. */
  toBody(): { readonly error: Readonly<Record<string, string | null>> } {
    const { message, type, param = null, code = null } = this;
    return { error: { message, type, param, code } };
  }
}

/** A request that asks for something that is not there. @param param the field that asks */
export function unsupported(param: string, message: string): ServingError {
  return new ServingError({ status: 400, message, param, code: 'unsupported_parameter' });
}
