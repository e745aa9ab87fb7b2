import { z } from 'zod';
import { mostPromptTokens, mostUse } from '../budget/most-use.ts';
import { ApiCallError } from '../endpoint/api-call-error.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Ends } from '../endpoint/waiting-list.ts';
import { given } from '../given.ts';
import type {
  GenerateOptions,
  GenerateRequest,
  Generation,
  LanguageModel,
} from '../language-model.ts';
import { type Price, priceUsage } from '../prices/price.ts';
import { requirePlainText } from '../prompts/require-plain-text.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { createBatchedCall } from './create-batched-call.ts';
import { failedGeneration } from './failed-results.ts';

/** Options of `createEmbeddingModel`. */
export interface EmbeddingModelOptions {
  /** The name of the embedding model at the server. */
  readonly model: string;
  readonly endpoint: Endpoint;
  /** @default unknown */
  readonly price?: Price | undefined;
}

const replySchema = z.object({
  data: z.tuple([z.object({ embedding: z.array(z.number()).min(1) })], z.unknown()),
  usage: z
    .object({ prompt_tokens: z.number().int().min(0) })
    .nullish()
    .catch(undefined),
});

/**
 * A model behind `/embeddings`. The text that it generates is the vector of its prompt, as JSON: so
 * its replies are counted, capped, kept and traced as those of any other model are.
 *
 * @example
 * const model = createEmbeddingModel({ model: 'small-embedding', endpoint });
 * const [{ text }] = await model.generate([{ prompt: 'How are you?' }]);
 * const vector = JSON.parse(text);
 */
export function createEmbeddingModel({
  model,
  endpoint,
  price,
}: EmbeddingModelOptions): LanguageModel {
  const id = `${endpoint.provider}-embeddings:${model}`;
  const embed = async (
    { prompt }: GenerateRequest,
    _options: GenerateOptions,
    ends: Required<Ends>,
  ): Promise<Generation> => {
    const input = requirePlainText(prompt, id);
    return endpoint.post({
      path: '/embeddings',
      body: { model, input },
      parse: (value) => parseReply(value, { input, endpoint, price }),
      use: { most: mostUse(mostPromptTokens(input), 0, price), of: ({ usage }) => usage },
      ...ends,
    });
  };
  return {
    id,
    capabilities: { scoresText: false, maxTopTokens: 0, seeds: false },
    countTokens: estimateTokens,
    ...given('price', price),
    generate: createBatchedCall({
      call: embed,
      fail: failedGeneration,
      concurrency: endpoint.scheduler.concurrency,
    }),
  };
}

function parseReply(
  value: unknown,
  {
    input,
    endpoint: { baseUrl },
    price,
  }: Pick<EmbeddingModelOptions, 'endpoint' | 'price'> & { readonly input: string },
): Generation {
  const { success, data } = replySchema.safeParse(value);
  if (!success)
    throw new ApiCallError({
      code: 'invalid-reply',
      message: `${baseUrl} answered with JSON that holds no embedding. Check that the model is an embedding model.`,
      url: baseUrl,
      isRetryable: false,
    });
  const reported = data.usage?.prompt_tokens;
  const usage = {
    promptTokens: reported ?? estimateTokens(input),
    completionTokens: 0,
    ...(reported === undefined ? { estimated: true } : {}),
  };
  return {
    text: JSON.stringify(data.data[0].embedding),
    finishReason: 'stop',
    usage: priceUsage(usage, price),
  };
}
