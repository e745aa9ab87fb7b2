import type { OutputScoringFunction } from './inference-settings.ts';

/** Where in a step a batch without errors ends it. */
export type ErrorFreeStop =
  | { readonly at: 'before-proposals' | 'after-proposals'; readonly elbo: number }
  /** Prompts are proposed and compared all the same. */
  | { readonly at: 'never' };

/** What happens where every answer of a batch is right. */
export interface ErrorFreeBatch {
  readonly stop: (network: {
    readonly depth: number;
    readonly outputScoring: OutputScoringFunction;
  }) => ErrorFreeStop;
  /** The step's ELBO enters the running mean. */
  readonly countsInRunningElbo: boolean;
}

/** There is nothing to fix: nothing is asked, and the step is left out of the running ELBO. */
export const nothingToFix: ErrorFreeBatch = {
  stop: () => ({ at: 'before-proposals', elbo: 0 }),
  countsInRunningElbo: false,
};

/**
 * The reference (dln/vi/model.py:231-233, 449-450): several layers stop with ELBO 0; one layer goes on, or by accuracy pays for its proposals and stops
 * with 1.
 */
export const errorFreeAsPerfect: ErrorFreeBatch = {
  stop: ({ depth, outputScoring }) => {
    if (depth > 1) return { at: 'before-proposals', elbo: 0 };
    return outputScoring === 'accuracy' ? { at: 'after-proposals', elbo: 1 } : { at: 'never' };
  },
  countsInRunningElbo: true,
};
