import type { Usage } from '../language-model.ts';

/** What a model's tokens cost, in US dollars per million. */
export interface Price {
  /** Tokens of prompts. */
  readonly input: number;
  /** Tokens of replies. */
  readonly output: number;
  /** Tokens of prompts that the server still had. @default as any other token of a prompt */
  readonly cachedInput?: number;
  /** When it was looked up, `2026-05-07`. */
  readonly date?: string;
}

/** The price of a model that runs in this process. */
export const NO_PRICE: Price = { input: 0, output: 0 };

/** What an answer costs at a price, in US dollars. */
export function costOf(
  { promptTokens, completionTokens, cachedTokens = 0 }: Usage,
  { input, output, cachedInput = input }: Price,
): number {
  const fresh = promptTokens - cachedTokens;
  return (fresh * input + cachedTokens * cachedInput + completionTokens * output) / 1e6;
}

/** A usage with its cost; unchanged if it has one already, or the price is unknown. */
export function priceUsage(usage: Usage, price: Price | undefined): Usage {
  if (price === undefined || usage.dollars !== undefined) return usage;
  return { ...usage, dollars: costOf(usage, price) };
}
