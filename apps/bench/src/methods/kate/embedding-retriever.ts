import OpenAI from 'openai';
import { nearest } from './nearest.ts';
import type { Retriever } from './retriever.ts';

/** Options of `createEmbeddingRetriever`. */
export interface EmbeddingRetrieverOptions {
  /** The embedding model. */
  readonly model: string;
  /** Base URL of the API, including `/v1`. @default OpenAI's address */
  readonly baseUrl?: string | undefined;
  readonly apiKey: string;
  /** Called with the usage of each request. */
  readonly onUsage?: (usage: { readonly requests: number; readonly tokens: number }) => void;
}

const textsPerRequest = 64;

/** Cosine similarity of embeddings from an OpenAI-compatible endpoint. */
export function createEmbeddingRetriever({
  model,
  baseUrl,
  apiKey,
  onUsage,
}: EmbeddingRetrieverOptions): Retriever {
  const client = new OpenAI({ apiKey, logLevel: 'off', ...(baseUrl ? { baseURL: baseUrl } : {}) });
  const known = new Map<string, readonly number[]>();
  /** Requests each distinct text once; dev and test share the training embeddings. */
  const embed = async (
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly (readonly number[])[]> => {
    const unknown = [...new Set(texts)].filter((text) => !known.has(text));
    for (let start = 0; start < unknown.length; start += textsPerRequest) {
      const input = unknown.slice(start, start + textsPerRequest);
      const { data, usage } = await client.embeddings.create(
        { model, input, encoding_format: 'float' },
        signal ? { signal } : {},
      );
      onUsage?.({ requests: 1, tokens: usage.total_tokens });
      for (const { index, embedding } of data) known.set(input[index] ?? '', toUnit(embedding));
    }
    return texts.map((text) => known.get(text) ?? []);
  };
  return {
    name: `embeddings of ${model}`,
    rank: async ({ queries, candidates, count, signal }) => {
      const [others, own] = [await embed(candidates, signal), await embed(queries, signal)];
      return own.map((vector) =>
        nearest(
          others.map((other) =>
            other.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0),
          ),
          count,
        ),
      );
    },
  };
}

function toUnit(embedding: readonly number[]): readonly number[] {
  const length = Math.hypot(...embedding);
  return length === 0 ? embedding : embedding.map((value) => value / length);
}
