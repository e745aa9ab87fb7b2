import { RandomState } from '@dln/random';
import { expect, it } from 'vitest';
import { divideProposals } from './divide-proposals.ts';

const names = ['critique', 'paraphrase', 'edits', 'pool'];
const divide = (count: number, trials = {}, of: readonly string[] = names) =>
  divideProposals(of, count, { trials, random: new RandomState(3) });

it('asks each proposer once before any twice', () => {
  expect(divide(4)).toEqual([1, 1, 1, 1]);
  expect(divide(2).toSorted()).toEqual([0, 0, 1, 1]);
});

it('gives half of the candidates to rewriting', () => {
  expect(divide(4, {}, ['rewrite', 'critique', 'edits'])).toEqual([2, 1, 1]);
  expect(divide(1, {}, ['rewrite', 'critique', 'edits'])).toEqual([1, 0, 0]);
  expect(divide(3, {}, ['rewrite'])).toEqual([3]);
});

it('gives the first places to proposers that had none yet', () => {
  const trials = { critique: { wins: 9, losses: 0 }, paraphrase: { wins: 9, losses: 0 } };
  expect(divide(2, trials)).toEqual([0, 0, 1, 1]);
});

it('prefers proposers whose candidates were accepted', () => {
  const lost = { wins: 0, losses: 50 };
  const trials = { critique: lost, paraphrase: { wins: 50, losses: 0 }, edits: lost, pool: lost };
  expect(divide(4, trials)).toEqual([0, 4, 0, 0]);
});
