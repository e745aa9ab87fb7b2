import { wrapModel, type LanguageModel, type Price } from '@dln/llm';

/** A model with what its tokens cost. */
export function withPrice(model: LanguageModel, price: Price): LanguageModel {
  return { ...wrapModel(model, {}), capabilities: model.capabilities, price };
}
