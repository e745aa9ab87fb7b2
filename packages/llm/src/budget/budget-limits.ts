/** What a run may spend at most, over all of its calls. An absent cap is none. */
export interface BudgetLimits {
  /** Requests that are sent, failed ones and retries among them. */
  readonly requests?: number;
  /** Tokens of prompts and replies together. */
  readonly tokens?: number;
  /** US dollars, at the prices of the models. */
  readonly dollars?: number;
}

/** What was spent, or may be. */
export interface Spending {
  readonly requests: number;
  readonly tokens: number;
  readonly dollars: number;
}

/** Nothing spent. */
export const NO_SPENDING: Spending = { requests: 0, tokens: 0, dollars: 0 };

/** Two spendings as one. */
export function addSpending(one: Spending, other: Spending): Spending {
  return {
    requests: one.requests + other.requests,
    tokens: one.tokens + other.tokens,
    dollars: one.dollars + other.dollars,
  };
}

/** What is left of a spending when another is taken from it. */
export function subtractSpending(one: Spending, other: Spending): Spending {
  return {
    requests: one.requests - other.requests,
    tokens: one.tokens - other.tokens,
    dollars: one.dollars - other.dollars,
  };
}
