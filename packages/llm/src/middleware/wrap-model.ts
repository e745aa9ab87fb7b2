import { given } from '../given.ts';
import type { Generation, LanguageModel } from '../language-model.ts';
import { streamOne } from '../streaming/stream-one.ts';
import type { TextStreamPart } from '../streaming/stream-pieces.ts';
import type { ModelMiddleware } from './model-middleware.ts';

/**
 * A model with middleware around it. The first middleware of a list is the outermost: it receives a
 * call first, and its `next` calls the second. The result has what a `LanguageModel` has; other
 * members of the model are not passed on.
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
  const streamText = model.streamText?.bind(model);
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
    ...given('streamText', streamText && wrapStream(model, streamText, wrapGenerate)),
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

/**
 * A streamed call passes through `wrapGenerate`, as a call with one request whose `next` streams.
 * So budgets, caches and traces apply to streams too. A reply that the middleware does not take
 * from the model is one piece.
 */
function wrapStream(
  model: LanguageModel,
  streamText: NonNullable<LanguageModel['streamText']>,
  wrapGenerate: ModelMiddleware['wrapGenerate'],
): NonNullable<LanguageModel['streamText']> {
  if (wrapGenerate === undefined) return streamText;
  return streamOne(
    (emit) => async (requests, options) =>
      wrapGenerate({
        model,
        requests,
        options,
        next: async (asked, own) => {
          const [request] = asked;
          if (request === undefined || asked.length > 1) return model.generate(asked, own);
          return [await collect(streamText(request, own), emit)];
        },
      }),
  );
}

async function collect(
  parts: AsyncIterable<TextStreamPart<Generation>>,
  emit: (piece: string) => void,
): Promise<Generation> {
  for await (const part of parts) {
    if (part.type === 'end') return part.result;
    emit(part.text);
  }
  throw new Error('the stream of a model ended without a result');
}
