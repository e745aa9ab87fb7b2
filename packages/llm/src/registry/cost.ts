import type { Usage } from '../language-model.ts';

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
export function addUsage(
  cost: Cost,
  { promptTokens, completionTokens, requests = 1, dollars }: Usage,
): Cost {
  return {
    requests: cost.requests + requests,
    remembered: cost.remembered + (requests === 0 ? 1 : 0),
    promptTokens: cost.promptTokens + promptTokens,
    completionTokens: cost.completionTokens + completionTokens,
    dollars: addDollars(cost.dollars, dollars ?? (requests === 0 ? 0 : null)),
  };
}

/** Several costs as one. */
export function sumCosts(costs: Iterable<Cost>): Cost {
  let total = NO_COST;
  for (const cost of costs) {
    total = {
      requests: total.requests + cost.requests,
      remembered: total.remembered + cost.remembered,
      promptTokens: total.promptTokens + cost.promptTokens,
      completionTokens: total.completionTokens + cost.completionTokens,
      dollars: addDollars(total.dollars, cost.dollars),
    };
  }
  return total;
}

/** Billionths of a dollar are added, as integers: the order in which replies arrive must not change the sum. */
function addDollars(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return null;
  return (Math.round(one * 1e9) + Math.round(other * 1e9)) / 1e9;
}
