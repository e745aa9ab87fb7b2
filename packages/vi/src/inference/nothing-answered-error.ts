import type { ItemFailure } from '@dln/llm';

/** Nothing that was asked has an answer, so that the cause is no single example. */
export class NothingAnsweredError extends Error {
  override readonly name = 'NothingAnsweredError';
  readonly userFacing = true;
  readonly failure: ItemFailure;

  constructor({ what, failure }: { readonly what: string; readonly failure: ItemFailure }) {
    super(`${what}. The first one: ${failure.message}`);
    this.failure = failure;
  }
}
