import type { OmissionReason } from './omission.ts';

/** Nothing that was asked has an answer, so that the cause is no single example. */
export class NothingAnsweredError extends Error {
  override readonly name = 'NothingAnsweredError';
  readonly userFacing = true;
  readonly code = 'nothing-answered';
  readonly failure: OmissionReason;

  constructor({ what, failure }: { readonly what: string; readonly failure: OmissionReason }) {
    super(`${what}. The first one: ${failure.message}`);
    this.failure = failure;
  }
}
