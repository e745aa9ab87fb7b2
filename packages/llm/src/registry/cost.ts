import { given } from '../given.ts';
import type { Usage } from '../language-model.ts';
import { addUsage, dollarsOf, requestsOf } from '../usage/usage.ts';

/** What calls of a model used. */
export interface Cost {
  /** Answers that the model was asked for and gave. */
  readonly requests: number;
  /** Answers that were remembered, and cost nothing. */
  readonly remembered: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null where an answer is among them whose price is not known. */
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

/** Several costs as one. */
export function sumCosts(costs: Iterable<Cost>): Cost {
  let total = NO_COST;
  for (const cost of costs) {
    const usage = addUsage(toUsage(total), toUsage(cost));
    total = toCost(usage, total.remembered + cost.remembered);
  }
  return total;
}

function toUsage({ requests, promptTokens, completionTokens, dollars }: Cost): Usage {
  return { requests, promptTokens, completionTokens, ...given('dollars', dollars) };
}

function toCost(usage: Usage, remembered: number): Cost {
  const { promptTokens, completionTokens } = usage;
  const dollars = dollarsOf(usage) ?? null;
  return { requests: requestsOf(usage), remembered, promptTokens, completionTokens, dollars };
}
