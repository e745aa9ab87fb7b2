import { expect, it } from 'vitest';

import { addAnswer, NO_COST } from './cost.ts';

it('sums dollars independent of the order of replies', () => {
  const usages = [0.1, 0.2, 0.3, 0.7, 0.0000123].map((dollars) => ({
    promptTokens: 1,
    completionTokens: 0,
    dollars,
  }));
  const sum = usages.reduce(addAnswer, NO_COST);
  expect(usages.toReversed().reduce(addAnswer, NO_COST)).toEqual(sum);
  expect(sum.dollars).toBe(1.3000123);
});
