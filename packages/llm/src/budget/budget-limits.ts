import { requestsOf, tokensOf } from '../usage/usage.ts';
import type { Usage } from '../language-model.ts';

/** The most that a run may spend over all of its calls. A missing cap does not limit. */
export interface BudgetLimits {
  /** Requests that are sent, failed ones and retries among them. */
  readonly requests?: number;
  /** Tokens of prompts and replies together. */
  readonly tokens?: number;
  /** US dollars, at the prices of the models. */
  readonly dollars?: number;
}

/** A usage in the units of the caps. Dollars that are not known count as none. */
export function inUnitsOfCaps(usage: Usage): Required<BudgetLimits> {
  const { dollars = 0 } = usage;
  return { requests: requestsOf(usage), tokens: tokensOf(usage), dollars };
}
