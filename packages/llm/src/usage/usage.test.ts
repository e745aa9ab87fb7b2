import { describe, expect, it } from 'vitest';

import { addUsage, NO_USAGE, sumUsage } from './usage.ts';

const priced = { promptTokens: 10, completionTokens: 2, dollars: 0.1 };
const unpriced = { promptTokens: 5, completionTokens: 1 };

describe('addUsage', () => {
  it('adds tokens, requests and dollars', () => {
    expect(addUsage(priced, { ...priced, requests: 3, dollars: 0.2, cachedTokens: 4 })).toEqual({
      promptTokens: 20,
      completionTokens: 4,
      requests: 4,
      cachedTokens: 4,
      dollars: 0.3,
    });
  });

  it('has no dollars if the cost of a request is unknown', () => {
    expect(addUsage(priced, unpriced)).toEqual({
      promptTokens: 15,
      completionTokens: 3,
      requests: 2,
    });
    expect(addUsage(addUsage(priced, unpriced), priced).dollars).toBeUndefined();
  });

  it('takes an answer from a cache as free', () => {
    expect(addUsage(priced, NO_USAGE)).toEqual({ ...priced, requests: 1 });
    expect(addUsage(NO_USAGE, NO_USAGE)).toEqual(NO_USAGE);
  });

  it('is estimated if a part is', () => {
    expect(addUsage(priced, { ...unpriced, estimated: true }).estimated).toBe(true);
  });
});

describe('sumUsage', () => {
  it('does not depend on the order of the parts', () => {
    const parts = [0.1, 0.2, 0.3, 0.7].map((dollars) => ({ ...unpriced, dollars }));
    expect(sumUsage(parts).dollars).toBe(1.3);
    expect(sumUsage([...parts].reverse()).dollars).toBe(1.3);
    expect(sumUsage([])).toBe(NO_USAGE);
  });
});
