import type { Embed } from '@dln/losses';
import { z } from 'zod';
import { ModuleError } from '../modules/module-error.ts';

const replySchema = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()).min(1) })),
});

const BATCH = 64;

/** An OpenAI-compatible endpoint with an embedding model. */
export interface EmbeddingEndpoint {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly model: string;
}

/**
 * Embeds texts by `POST /embeddings`. A text that was embedded before is not sent again.
 *
 * @throws ModuleError from the function, with the status of the endpoint
 */
export function embedAtEndpoint({ baseUrl, apiKey, model }: EmbeddingEndpoint): Embed {
  const known = new Map<string, readonly number[]>();
  return async (texts) => {
    const open = [...new Set(texts)].filter((text) => !known.has(text));
    for (let start = 0; start < open.length; start += BATCH) {
      const input = open.slice(start, start + BATCH);
      const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify({ model, input }),
      }).catch((cause: unknown) => {
        throw refuse('cannot be reached.', cause);
      });
      if (!response.ok)
        throw refuse(`answers with status ${response.status} for the embedding model ${model}.`);
      const reply: unknown = await response.json().catch((cause: unknown) => {
        throw refuse('does not answer with JSON.', cause);
      });
      const { success, data } = replySchema.safeParse(reply);
      const vectors = new Map(data?.data.map(({ index, embedding }) => [index, embedding]));
      for (const [index, text] of input.entries()) {
        const vector = vectors.get(index);
        if (!success || vector === undefined)
          throw refuse(`gives no embedding for each of ${input.length} texts.`);
        known.set(text, vector);
      }
    }
    return texts.map((text) => {
      const vector = known.get(text);
      if (vector === undefined) throw new RangeError(`${JSON.stringify(text)} was not embedded`);
      return vector;
    });
  };
}

function refuse(problem: string, cause?: unknown): ModuleError {
  return new ModuleError('module-broken', {
    module: 'embedding_similarity_loss',
    problem: `cannot be computed: the endpoint ${problem}`,
    ...(cause === undefined ? {} : { cause }),
  });
}
