import type { Usage } from '../language-model.ts';

/** Nothing used: the start of a sum, and the usage of an answer from a cache. */
export const NO_USAGE: Usage = { promptTokens: 0, completionTokens: 0, requests: 0 };

/**
 * Two usages as one. The sum has `dollars` only if the cost of every request in it is known.
 * Dollars are added as integer billionths, so the order of additions does not change the sum.
 */
export function addUsage(one: Usage, other: Usage): Usage {
  const dollars = addDollars(dollarsOf(one), dollarsOf(other));
  const cachedTokens = (one.cachedTokens ?? 0) + (other.cachedTokens ?? 0);
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    requests: requestsOf(one) + requestsOf(other),
    ...(one.estimated === true || other.estimated === true ? { estimated: true } : {}),
    ...(cachedTokens > 0 ? { cachedTokens } : {}),
    ...(dollars === undefined || isUnpriced(one, other) ? {} : { dollars }),
  };
}

/** A usage without another one that is part of it. */
export function subtractUsage(one: Usage, other: Usage): Usage {
  const { promptTokens, completionTokens, cachedTokens = 0, dollars } = other;
  return addUsage(one, {
    promptTokens: -promptTokens,
    completionTokens: -completionTokens,
    requests: -requestsOf(other),
    cachedTokens: -cachedTokens,
    ...(dollars === undefined ? {} : { dollars: -dollars }),
  });
}

/** The sum of several usages. */
export function sumUsage(usages: Iterable<Usage>): Usage {
  let total = NO_USAGE;
  for (const usage of usages) total = addUsage(total, usage);
  return total;
}

/** Requests of a usage. Most answers take one. */
export function requestsOf({ requests = 1 }: Usage): number {
  return requests;
}

/** Tokens of prompts and replies together. */
export function tokensOf({
  promptTokens,
  completionTokens,
}: Pick<Usage, 'promptTokens' | 'completionTokens'>): number {
  return promptTokens + completionTokens;
}

/** What a usage cost; undefined if the cost is not known. What sent no request cost nothing. */
export function dollarsOf(usage: Usage): number | undefined {
  return usage.dollars ?? (requestsOf(usage) === 0 ? 0 : undefined);
}

function isUnpriced(one: Usage, other: Usage): boolean {
  return one.dollars === undefined && other.dollars === undefined;
}

function addDollars(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return undefined;
  return (Math.round(one * 1e9) + Math.round(other * 1e9)) / 1e9;
}
