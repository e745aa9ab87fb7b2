import { describe, expect, it } from 'vitest';

import { costOf } from './price.ts';

describe('costOf', () => {
  it('charges prompts and replies by the million', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 500_000 };
    expect(costOf(usage, { input: 0.15, output: 0.6 })).toBeCloseTo(0.45, 12);
  });

  it('charges less for what the server still had, if the price says so', () => {
    const usage = { promptTokens: 1000, completionTokens: 0, cachedTokens: 600 };
    expect(costOf(usage, { input: 2, output: 8 })).toBeCloseTo(0.002, 12);
    expect(costOf(usage, { input: 2, output: 8, cachedInput: 0.5 })).toBeCloseTo(0.0011, 12);
  });
});
