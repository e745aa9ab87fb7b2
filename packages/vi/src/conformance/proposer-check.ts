import type { RandomState } from '@dln/random';
import type { Candidate } from '../inference/candidate-listing.ts';
import type { InferenceContext } from '../inference/inference-context.ts';
import type { ProposerQuestion } from '../inference/proposer.ts';

/** The part of a test's context that a check calls; vitest's and that of `node:test` have it. */
export interface CheckContext {
  /** Marks the test as skipped. */
  skip(reason: string): void;
}

/** A `Proposer`, or one of a module, which may give instructions as texts. */
export type CheckedProposer = (
  context: InferenceContext,
  question: ProposerQuestion,
  random: RandomState,
) => () => Promise<readonly (string | Candidate)[]>;

/** One thing that every proposer must do. */
export interface ProposerCheck {
  /** A claim: `proposes no more candidates than are wanted`. */
  readonly name: string;
  /**
   * Resolves if the proposer does it, and rejects with an error if it does not. If the check does
   * not apply to the proposer, it calls `test.skip` with the reason.
   */
  readonly run: (proposer: CheckedProposer, test: CheckContext) => Promise<void>;
}
