/** A request that is answered with an HTTP error in OpenAI's format. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly type: string;
  readonly code: string | null;

  constructor(
    status: number,
    { type, message, code = null }: { type: string; message: string; code?: string | null },
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }

  /** The body of the HTTP reply. */
  toBody(): unknown {
    const { message, type, code } = this;
    return { error: { message, type, param: null, code } };
  }
}

/** HTTP 400 for a request that the server cannot read. */
export function invalidRequest(message: string, code: string | null = null): RequestError {
  return new RequestError(400, { type: 'invalid_request_error', message, code });
}
