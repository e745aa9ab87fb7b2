import type { LanguageModel, Price } from '@dln/llm';

/** A model with what its tokens cost. */
export function withPrice(model: LanguageModel, price: Price): LanguageModel {
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  return {
    id: model.id,
    capabilities: model.capabilities,
    price,
    countTokens: (text) => model.countTokens(text),
    generate: (requests, options) => model.generate(requests, options),
    ...(scoreText ? { scoreText } : {}),
    ...(nextToken ? { nextToken } : {}),
  };
}
