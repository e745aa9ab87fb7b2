import { given } from '../given.ts';
import type { LanguageModel } from '../language-model.ts';
import type { ModelMiddleware } from './model-middleware.ts';

/**
 * A model with middleware around it. The first middleware of a list is the outermost: it receives a call first, and its `next` calls the
 * second. The result has what a `LanguageModel` has; other members of the model are not passed on.
 *
 * @example
 * const model = wrapModel(createChatModel({ model: 'gpt-x', apiKey }), [deduplicate(), trace({ api })]);
 */
export function wrapModel(
  model: LanguageModel,
  middleware: ModelMiddleware | readonly ModelMiddleware[],
): LanguageModel {
  return [middleware].flat().reduceRight(wrapOnce, model);
}

function wrapOnce(model: LanguageModel, middleware: ModelMiddleware): LanguageModel {
  const { wrapGenerate, wrapScoreText, wrapNextToken } = middleware;
  const generate = model.generate.bind(model);
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  return {
    id: model.id,
    // What a model can do may become known only after it is wrapped.
    get capabilities() {
      return model.capabilities;
    },
    ...given('price', model.price),
    countTokens: (text) => model.countTokens(text),
    generate: wrapGenerate
      ? (requests, options = {}) => wrapGenerate({ model, requests, options, next: generate })
      : generate,
    ...given(
      'scoreText',
      scoreText && wrapScoreText
        ? (requests, options = {}) => wrapScoreText({ model, requests, options, next: scoreText })
        : scoreText,
    ),
    ...given(
      'nextToken',
      nextToken && wrapNextToken
        ? (contexts, options) =>
            wrapNextToken({ model, requests: contexts, options, next: nextToken })
        : nextToken,
    ),
  };
}
