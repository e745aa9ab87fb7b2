import { createMissingApiKeyError, readEnvironment } from '@dln/llm';
import { createEmbeddingRetriever } from '../methods/kate/embedding-retriever.ts';
import type { Retriever } from '../methods/kate/retriever.ts';
import { tfIdfRetriever } from '../methods/kate/tf-idf-retriever.ts';

/** A retriever, and the usage of its requests so far. */
export interface CountedRetriever {
  readonly retriever: Retriever;
  readonly used: () => { readonly requests: number; readonly tokens: number };
}

/**
 * Uses embeddings of the named model at the endpoint of the environment, or TF-IDF without a name.
 *
 * @throws ModelSettingError `missing-api-key` if a model is named and there is no key
 */
export function createRetriever(embeddingModel: string | null): CountedRetriever {
  let used = { requests: 0, tokens: 0 };
  if (embeddingModel === null) return { retriever: tfIdfRetriever, used: () => used };
  const { apiKey, baseUrl } = readEnvironment();
  if (apiKey === undefined)
    throw createMissingApiKeyError({ variable: 'OPENAI_API_KEY', endpoint: baseUrl ?? 'OpenAI' });
  const retriever = createEmbeddingRetriever({
    model: embeddingModel,
    apiKey,
    baseUrl,
    onUsage: ({ requests, tokens }) => {
      used = { requests: used.requests + requests, tokens: used.tokens + tokens };
    },
  });
  return { retriever, used: () => used };
}
