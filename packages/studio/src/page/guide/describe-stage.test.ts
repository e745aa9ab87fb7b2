import { expect, it } from 'vitest';
import { describeEstimate } from './describe-stage.ts';

const estimate = { requests: 916, tokens: 5000, dollars: null, cap: null, left: null };
const taken = 'The next round takes at most 916 requests, about 5000 tokens';

it('states what a round takes, and the cap on it', () => {
  expect(describeEstimate(estimate)).toBe(`${taken}.`);
  expect(describeEstimate({ ...estimate, cap: 1000 })).toBe(`${taken}; the cap is 1000 requests.`);
});

it('warns if the cap of the session leaves fewer requests than the round may take', () => {
  expect(describeEstimate({ ...estimate, left: 916 })).toBe(`${taken}.`);
  expect(describeEstimate({ ...estimate, left: 10 })).toBe(
    `${taken}. The cap of the session leaves 10 requests: the round may break off there.`,
  );
});
