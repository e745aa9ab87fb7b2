import { RandomState } from '@dln/random';
import { expect, it } from 'vitest';
import { divideProposals } from './divide-proposals.ts';

const names = ['rewrite', 'critique', 'paraphrase', 'edits'];
const divide = (count: number, trials = {}) =>
  divideProposals(names, count, { trials, random: new RandomState(3) });

it('asks each proposer once before any twice', () => {
  expect(divide(4)).toEqual([1, 1, 1, 1]);
  expect(divide(2).toSorted()).toEqual([0, 0, 1, 1]);
});

it('gives the first places to proposers that had none yet', () => {
  const trials = { rewrite: { wins: 9, losses: 0 }, critique: { wins: 9, losses: 0 } };
  expect(divide(2, trials)).toEqual([0, 0, 1, 1]);
});

it('prefers proposers whose candidates were accepted', () => {
  const lost = { wins: 0, losses: 50 };
  const trials = {
    rewrite: lost,
    critique: { wins: 50, losses: 0 },
    paraphrase: lost,
    edits: lost,
  };
  expect(divide(4, trials)).toEqual([0, 4, 0, 0]);
});
