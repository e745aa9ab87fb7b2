import { type Budget, enforceBudget, type LanguageModel, wrapModel } from '@dln/llm';

/**
 * A model without an endpoint, under the caps of a command: one in this process, of a module or of
 * a program. Endpoints hold the caps for their own models.
 *
 * @returns the model itself without a cap, so that its calls stay whole
 */
export function underCaps(model: LanguageModel, budget: Budget | undefined): LanguageModel {
  const isCapped = budget !== undefined && Object.keys(budget.limits).length > 0;
  return isCapped ? wrapModel(model, enforceBudget(budget)) : model;
}
