import type { Dataset } from '@dln/datasets';
import { estimateTokens, type Cost, type PriceTable } from '@dln/llm';
import { costOfEmbeddings } from '../prices/cost-of-embeddings.ts';

const textsPerRequest = 64;

/**
 * The cost of finding the neighbours of all dev and test inputs among the training inputs; nothing
 * without an embedding model.
 */
export function estimateEmbeddings(
  dataset: Dataset,
  model: string | null,
  prices: readonly PriceTable[],
): Cost {
  const splits = model === null ? [] : (['train', 'dev', 'test'] as const);
  const inputs = splits.map((split) => dataset.examples(split).map(({ input }) => input));
  const promptTokens = inputs.flat().reduce((sum, input) => sum + estimateTokens(input), 0);
  return {
    requests: inputs.reduce((sum, { length }) => sum + Math.ceil(length / textsPerRequest), 0),
    remembered: 0,
    promptTokens,
    completionTokens: 0,
    dollars: model === null ? 0 : costOfEmbeddings(model, promptTokens, prices),
  };
}
