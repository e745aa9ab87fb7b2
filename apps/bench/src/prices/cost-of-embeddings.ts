import {
  costOf,
  createEndpoint,
  findPrice,
  readEnvironment,
  type Endpoint,
  type PriceTable,
} from '@dln/llm';

/** What embeddings of so many tokens cost at the endpoint of the environment, in US dollars; `null` where nobody knows. */
export function costOfEmbeddings(
  model: string,
  tokens: number,
  prices: readonly PriceTable[],
): number | null {
  const { baseUrl } = placeOfEnvironment();
  const price = findPrice(prices, { model, baseUrl });
  return price === undefined ? null : costOf({ promptTokens: tokens, completionTokens: 0 }, price);
}

/** Where the environment's endpoint is, also where its key is not set. */
export function placeOfEnvironment(): Pick<Endpoint, 'baseUrl' | 'provider'> {
  const { baseUrl } = readEnvironment();
  const apiKey = 'none is needed where nothing is sent';
  const endpoint = createEndpoint({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
  return { baseUrl: endpoint.baseUrl, provider: endpoint.provider };
}
