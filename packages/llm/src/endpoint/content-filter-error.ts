import { ApiCallError } from './api-call-error.ts';

/** The server refused a prompt, or kept its reply back, for what it says. */
export class ContentFilterError extends ApiCallError {
  override readonly name = 'ContentFilterError';
  override get itemFailure(): 'content-filter' {
    return 'content-filter';
  }
}
