import { ApiCallError, type ApiCallErrorOptions } from './api-call-error.ts';

/** The server answered with something that is no reply: broken JSON, a web page, fields that are missing. */
export class InvalidReplyError extends ApiCallError {
  override readonly name = 'InvalidReplyError';
  readonly #isProvenServer: boolean;

  constructor(options: ApiCallErrorOptions & { readonly isProvenServer?: boolean }) {
    super(options);
    this.#isProvenServer = options.isProvenServer === true;
  }

  /** Undefined if the server has not given a reply yet: then its address is in doubt. */
  override get itemFailure(): 'broken-reply' | undefined {
    return this.#isProvenServer ? 'broken-reply' : undefined;
  }
}
