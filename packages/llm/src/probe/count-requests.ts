import type { ProbeableModel } from '../backends/create-endpoint-model.ts';
import type { LanguageModel } from '../language-model.ts';

/** Counts requests for texts, scores and tokens, refused ones as well; the list of models is none of them. */
export interface RequestCount {
  requests: number;
}

/** The same model, which counts what it is asked, however it is claimed anew. */
export function countRequests(
  model: LanguageModel | ProbeableModel,
  count: RequestCount,
): LanguageModel | ProbeableModel {
  const counted = countCalls(model, count);
  if (!('withCapabilities' in model)) return counted;
  const withCapabilities: ProbeableModel['withCapabilities'] = (claimed, options) => {
    const bold = model.withCapabilities(claimed, options);
    return { ...bold, ...countCalls(bold, count) };
  };
  return { ...model, ...counted, withCapabilities };
}

function countCalls(model: LanguageModel, count: RequestCount): LanguageModel {
  const scoreText = model.scoreText?.bind(model);
  const nextToken = model.nextToken?.bind(model);
  return {
    ...model,
    capabilities: model.capabilities,
    generate: (requests, options) => {
      count.requests += requests.length;
      return model.generate(requests, options);
    },
    ...(scoreText === undefined
      ? {}
      : {
          scoreText: (requests, options) => {
            count.requests += requests.length;
            return scoreText(requests, options);
          },
        }),
    ...(nextToken === undefined
      ? {}
      : {
          nextToken: (contexts, options) => {
            count.requests += contexts.length;
            return nextToken(contexts, options);
          },
        }),
  };
}
