import { ApiCallError } from './api-call-error.ts';

/** A prompt and its reply do not fit into the model's context. */
export class ContextLengthError extends ApiCallError {
  override readonly name = 'ContextLengthError';
  override get itemFailure(): 'context-overflow' {
    return 'context-overflow';
  }
}
