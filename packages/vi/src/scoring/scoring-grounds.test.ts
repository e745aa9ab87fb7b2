import { describe, expect, it } from 'vitest';
import type { ClassScores } from './class-scores.ts';
import { addGrounds, describeGrounds, groundsOf, type ScoringGrounds } from './scoring-grounds.ts';

const scores = (strategy: string, changes: Partial<ClassScores> = {}): ClassScores => ({
  ...{ logProbabilities: [-1, -2], method: 'first-token', strategy },
  ...changes,
});

const grounds = (strategy: string, changes: Partial<ScoringGrounds> = {}): ScoringGrounds => ({
  ...{ strategy, method: 'first-token', contexts: 1, cells: 2, floored: 0, unanswered: 0 },
  ...changes,
});

describe('what class scores rest on', () => {
  it('is counted by strategy, in the order of the names', () => {
    const counted = groundsOf([
      scores('second'),
      scores('first', { floored: [true, false] }),
      scores('first', { floored: [true, true], isUnanswered: true }),
    ]);
    expect(counted).toEqual([
      grounds('first', { contexts: 2, cells: 4, floored: 3, unanswered: 1 }),
      grounds('second'),
    ]);
  });

  it('is nothing without scores', () => {
    expect(groundsOf([])).toEqual([]);
  });

  it('adds up every count of the same strategy', () => {
    const one = grounds('a', { contexts: 2, cells: 6, floored: 1, unanswered: 1 });
    const other = grounds('a', { contexts: 3, cells: 9, floored: 4, unanswered: 2 });
    expect(addGrounds([one, grounds('b'), other])).toEqual([
      grounds('a', { contexts: 5, cells: 15, floored: 5, unanswered: 3 }),
      grounds('b'),
    ]);
  });

  it('is told in words: the strategy, the share of bounds, the contexts without a class', () => {
    expect(
      describeGrounds([
        grounds('exact'),
        grounds('bounded', { contexts: 4, cells: 8, floored: 2 }),
        grounds('both', { contexts: 4, cells: 8, floored: 4, unanswered: 1 }),
      ]),
    ).toEqual([
      'exact',
      expect.stringMatching(/^bounded; 25(\.0)? ?% of cells floored$/),
      expect.stringMatching(/^both; 50(\.0)? ?% of cells floored; no class in 1 of 4 contexts$/),
    ]);
  });
});
