import type { OutputScoringFunction } from '../objectives/objective-settings.ts';

/** Where in a step a batch without errors ends it. */
export type ErrorFreeStop =
  | {
      readonly at: 'before-proposals' | 'after-proposals';
      /** The step's score; null: it has none, and the running mean leaves it out. */
      readonly score: number | null;
    }
  /** Prompts are proposed and compared all the same. */
  | { readonly at: 'never' };

/** What happens if every answer of a batch is right. */
export interface ErrorFreeBatch {
  readonly stop: (network: {
    readonly depth: number;
    readonly outputScoring: OutputScoringFunction;
  }) => ErrorFreeStop;
}

/** There is nothing to fix: nothing is asked, and the step has no score. */
export const nothingToFix: ErrorFreeBatch = {
  stop: () => ({ at: 'before-proposals', score: null }),
};

/**
 * The reference (dln/vi/model.py:231-233, 449-450): several layers stop with a score of 0; one
 * layer goes on, or by accuracy pays for its proposals and stops with 1.
 */
export const errorFreeAsPerfect: ErrorFreeBatch = {
  stop: ({ depth, outputScoring }) => {
    if (depth > 1) return { at: 'before-proposals', score: 0 };
    return outputScoring === 'accuracy' ? { at: 'after-proposals', score: 1 } : { at: 'never' };
  },
};
