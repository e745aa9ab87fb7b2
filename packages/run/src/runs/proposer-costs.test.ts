import { expect, it } from 'vitest';
import { proposerCosts } from './proposer-costs.ts';

const stepped = (...updates: readonly object[]): object => ({
  type: 'stepped',
  info: { layers: updates.map((update) => ({ score: null, update })) },
});

it('adds up what the candidates of each proposer took, and what they won', () => {
  const events = [
    { type: 'iteration' },
    stepped({
      chosen: 2,
      candidates: [
        { reward: -1, examples: 10 },
        { proposer: 'edits', reward: -2, examples: 4, dropped: { after: 4 } },
        { proposer: 'demonstrations', reward: -0.25, examples: 10 },
      ],
    }),
    stepped({
      chosen: 0,
      candidates: [
        { reward: -1, examples: 10 },
        { proposer: 'demonstrations', reward: -1.5, examples: 10 },
        { proposer: 'demonstrations', reward: null, examples: 10 },
      ],
    }),
  ];
  expect(proposerCosts(events)).toEqual([
    { proposer: 'edits', comparisons: 1, candidates: 1, dropped: 1, scores: 4, wins: 0, gain: 0 },
    {
      ...{ proposer: 'demonstrations', comparisons: 2, candidates: 3, dropped: 0 },
      ...{ scores: 30, wins: 1, gain: 0.75 },
    },
  ]);
});

it('is empty for a run of one proposer, which candidates do not name', () => {
  expect(proposerCosts([stepped({ chosen: 0, candidates: [{ reward: -1 }] })])).toEqual([]);
});
