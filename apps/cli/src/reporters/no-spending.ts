import type { Spending } from '@dln/run';

/** What a run has spent before it begins. */
export const NO_SPENDING_YET = (): Spending => ({
  requestsSent: 0,
  requestsSaved: 0,
  tokens: 0,
  dollars: 0,
});
