import { ApiCallError } from './api-call-error.ts';

/** A prompt and its reply do not fit into the model's context. */
export class ContextLengthError extends ApiCallError {
  override readonly name = 'ContextLengthError';
  readonly itemFailure = 'context-overflow';
}
