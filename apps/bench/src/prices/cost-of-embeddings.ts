import {
  costOf,
  createEndpoint,
  findPrice,
  readEnvironment,
  type Endpoint,
  type PriceTable,
} from '@dln/llm';

/**
 * The price of embedding this many tokens at the endpoint of the environment, in US dollars; `null`
 * if unknown.
 */
export function costOfEmbeddings(
  model: string,
  tokens: number,
  prices: readonly PriceTable[],
): number | null {
  const { baseUrl } = placeOfEnvironment();
  const price = findPrice(prices, { model, baseUrl });
  return price === undefined ? null : costOf({ promptTokens: tokens, completionTokens: 0 }, price);
}

/** The address of the environment's endpoint, also without a key. */
export function placeOfEnvironment(): Pick<Endpoint, 'baseUrl' | 'provider'> {
  const { baseUrl } = readEnvironment();
  const apiKey = 'no key is needed, nothing is sent';
  const endpoint = createEndpoint({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
  return { baseUrl: endpoint.baseUrl, provider: endpoint.provider };
}
