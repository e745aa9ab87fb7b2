import { expect, it } from 'vitest';
import { errorFreeAsPerfect, nothingToFix } from './error-free-batch.ts';

it('standard: a batch without errors asks for nothing and has no score, at any depth', () => {
  for (const depth of [1, 2])
    expect(nothingToFix.stop({ depth, outputScoring: 'accuracy' })).toEqual({
      at: 'before-proposals',
      score: null,
    });
});

it('reference: it ends the step of several layers with 0, that of one layer by accuracy with 1 after the proposals, and no other', () => {
  const stop = (depth: number, outputScoring: 'logprobs' | 'accuracy') =>
    errorFreeAsPerfect.stop({ depth, outputScoring });
  expect(stop(2, 'accuracy')).toEqual({ at: 'before-proposals', score: 0 });
  expect(stop(2, 'logprobs')).toEqual({ at: 'before-proposals', score: 0 });
  expect(stop(1, 'accuracy')).toEqual({ at: 'after-proposals', score: 1 });
  expect(stop(1, 'logprobs')).toEqual({ at: 'never' });
});
