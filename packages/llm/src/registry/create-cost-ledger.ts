import type { Usage } from '../language-model.ts';
import {
  addAnswer,
  type CallKind,
  type Costs,
  type ModelCost,
  NO_MODEL_COST,
  sumCosts,
} from './cost.ts';

/** Adds up what named models use. */
export interface CostLedger {
  add(model: string, kind: CallKind, usage: Usage): void;
  /** What a model has used; nothing for an unknown model. */
  costOf(model: string): ModelCost;
  /** Restores the cost of a model. */
  restore(model: string, cost: ModelCost): void;
  readonly costs: Costs;
}

/** An empty ledger. */
export function createCostLedger(): CostLedger {
  const models = new Map<string, ModelCost>();
  const costOf = (model: string): ModelCost => models.get(model) ?? NO_MODEL_COST;
  const totalOf = (kind: CallKind) =>
    sumCosts([...models.values()].map((modelCost) => modelCost[kind]));
  return {
    costOf,
    add(model, kind, usage) {
      const cost = costOf(model);
      models.set(model, { ...cost, [kind]: addAnswer(cost[kind], usage) });
    },
    restore: (model, cost) => void models.set(model, cost),
    get costs() {
      return {
        models: Object.fromEntries(models),
        total: {
          generate: totalOf('generate'),
          scoreText: totalOf('scoreText'),
          nextToken: totalOf('nextToken'),
        },
      };
    },
  };
}
