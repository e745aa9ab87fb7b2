import { given } from '../given.ts';
import type { Usage } from '../language-model.ts';
import { addUsage, dollarsOf, requestsOf } from '../usage/usage.ts';

/** What calls of a model used, as plain JSON: a `Usage` with the answers from a cache beside it. */
export interface Cost {
  /** Requests that were sent. */
  readonly requests: number;
  /** Answers from a cache, which cost nothing. */
  readonly remembered: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null if the price of an answer is not known. */
  readonly dollars: number | null;
}

/** The calls that a model has. */
export type CallKind = 'generate' | 'scoreText' | 'nextToken';

/** What one model used, by kind of call. */
export type ModelCost = Readonly<Record<CallKind, Cost>>;

/** What a set of models used. */
export interface Costs {
  readonly models: Readonly<Record<string, ModelCost>>;
  readonly total: ModelCost;
}

/** Nothing used. */
export const NO_COST: Cost = {
  requests: 0,
  remembered: 0,
  promptTokens: 0,
  completionTokens: 0,
  dollars: 0,
};

/** Nothing used by any kind of call. */
export const NO_MODEL_COST: ModelCost = {
  generate: NO_COST,
  scoreText: NO_COST,
  nextToken: NO_COST,
};

/** A cost with one more answer in it. */
export function addAnswer(cost: Cost, usage: Usage): Cost {
  const isRemembered = requestsOf(usage) === 0;
  return toCost(addUsage(toUsage(cost), usage), cost.remembered + (isRemembered ? 1 : 0));
}

/** Two costs as one. */
export function addCosts(one: Cost, other: Cost): Cost {
  return toCost(addUsage(toUsage(one), toUsage(other)), one.remembered + other.remembered);
}

/** Several costs as one. */
export function sumCosts(costs: Iterable<Cost>): Cost {
  let total = NO_COST;
  for (const cost of costs) total = addCosts(total, cost);
  return total;
}

/** Calls behind a cost, answered by requests or from a cache. */
export function callsOf({ requests, remembered }: Cost): number {
  return requests + remembered;
}

function toUsage({ requests, promptTokens, completionTokens, dollars }: Cost): Usage {
  return { requests, promptTokens, completionTokens, ...given('dollars', dollars) };
}

function toCost(usage: Usage, remembered: number): Cost {
  const { promptTokens, completionTokens } = usage;
  const dollars = dollarsOf(usage) ?? null;
  return { requests: requestsOf(usage), remembered, promptTokens, completionTokens, dollars };
}
