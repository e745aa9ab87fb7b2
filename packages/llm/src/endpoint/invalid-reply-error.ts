import { ApiCallError, type ApiCallErrorOptions } from './api-call-error.ts';

/** The server answered with something that is no reply: broken JSON, a web page, fields that are missing. */
export class InvalidReplyError extends ApiCallError {
  override readonly name = 'InvalidReplyError';
  /** Absent where the server has not given a reply yet: then it is no such server. */
  readonly itemFailure: 'broken-reply' | undefined;

  constructor(options: ApiCallErrorOptions & { readonly isProvenServer?: boolean }) {
    super(options);
    this.itemFailure = options.isProvenServer === true ? 'broken-reply' : undefined;
  }
}
