import { expect, it } from 'vitest';
import { ownCandidates, standingCandidates } from './result-rules.ts';

const logs = (depth: number, outputScoring: 'logprobs' | 'accuracy') =>
  standingCandidates({ depth, outputScoring }).logsCandidates;

it('standard: each step shows its own candidates and score, or none', () => {
  expect(ownCandidates({ depth: 1, outputScoring: 'accuracy' })).toEqual({
    logsCandidates: true,
    keepsCandidates: false,
    scoreName: 'score',
    missingScore: null,
  });
});

it('reference: candidates stand until there are new ones, and a missing score is 0', () => {
  expect(standingCandidates({ depth: 2, outputScoring: 'accuracy' })).toEqual({
    logsCandidates: true,
    keepsCandidates: true,
    scoreName: 'elbo',
    missingScore: 0,
  });
});

it('reference: hides the candidates of a single layer by accuracy only', () => {
  expect([logs(1, 'accuracy'), logs(1, 'logprobs'), logs(2, 'accuracy')]).toEqual([
    false,
    true,
    true,
  ]);
});
