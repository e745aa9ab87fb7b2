/** What some calls take. */
export interface Expense {
  /** Questions, also those that have been answered before. */
  readonly calls: number;
  /** Questions that have been answered before. Their answers are remembered, so nothing is sent and no token is counted. */
  readonly repeats: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null if the price of a model is unknown. */
  readonly dollars: number | null;
}

/** The expense of no calls. */
export const NO_EXPENSE: Expense = {
  calls: 0,
  repeats: 0,
  promptTokens: 0,
  completionTokens: 0,
  dollars: 0,
};

/** Two expenses as one. */
export function addExpenses(one: Expense, other: Expense): Expense {
  return {
    calls: one.calls + other.calls,
    repeats: one.repeats + other.repeats,
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    dollars: one.dollars === null || other.dollars === null ? null : one.dollars + other.dollars,
  };
}
