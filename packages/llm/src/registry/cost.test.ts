import { expect, it } from 'vitest';

import { addUsage, NO_COST } from './cost.ts';

it('sums dollars alike in whatever order replies arrive', () => {
  const usages = [0.1, 0.2, 0.3, 0.7, 0.0000123].map((dollars) => ({
    promptTokens: 1,
    completionTokens: 0,
    dollars,
  }));
  const sum = usages.reduce(addUsage, NO_COST);
  expect(usages.toReversed().reduce(addUsage, NO_COST)).toEqual(sum);
  expect(sum.dollars).toBe(1.3000123);
});
