import { requireNextToken, requireScoreText, type LanguageModel } from '@dln/llm';

/** Counts dependent calls. */
export interface LinkCounter {
  /**
   * How often a call started while no other was running: the length of the chain of dependent
   * calls.
   */
  readonly links: number;
  /** The model, counted. */
  readonly model: LanguageModel;
}

/** Counts the chain of dependent calls to a model. */
export function countLinks(model: LanguageModel): LinkCounter {
  let underWay = 0;
  let links = 0;
  const counted = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (underWay === 0) links++;
    underWay++;
    try {
      return await call();
    } finally {
      underWay--;
    }
  };
  return {
    get links() {
      return links;
    },
    model: {
      ...model,
      generate: async (requests, options) => counted(() => model.generate(requests, options)),
      scoreText: async (requests, options) =>
        counted(() => requireScoreText(model).scoreText(requests, options)),
      nextToken: async (contexts, options) =>
        counted(() => requireNextToken(model, options.top).nextToken(contexts, options)),
    },
  };
}
