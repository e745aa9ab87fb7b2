import type { ItemFailure } from '@dln/llm';

/** An item of a call has no result, and the caller cannot do without it. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly userFacing = true;
  readonly code = 'unanswered';
  readonly failure: ItemFailure;
  /** The layer that has no answer, if it is known. */
  readonly layer: number | undefined;

  constructor({ failure, layer }: { readonly failure: ItemFailure; readonly layer?: number }) {
    super(failure.message);
    this.failure = failure;
    this.layer = layer;
  }
}
