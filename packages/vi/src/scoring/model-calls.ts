import type { LanguageModel } from '@dln/llm';

/** A model to ask, and a way to stop asking. */
export interface ModelCalls {
  readonly model: LanguageModel;
  readonly signal?: AbortSignal;
}

/**
 * The part of a call's options that all calls share: what ends it (an absent signal stays absent),
 * and that a query without an answer does not.
 */
export function callOptions({ signal }: ModelCalls): {
  readonly onFailure: 'return';
  readonly signal?: AbortSignal;
} {
  return signal === undefined ? { onFailure: 'return' } : { onFailure: 'return', signal };
}
