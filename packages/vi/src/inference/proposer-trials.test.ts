import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { countTrials, divideCandidates } from './proposer-trials.ts';
import type { PromptUpdate } from './prompt-update.ts';

describe('candidates are divided', () => {
  const divide = (names: readonly string[], count: number, trials = {}, seed = 1) =>
    divideCandidates(names, count, { trials, random: new RandomState(seed) });

  it('a single proposer gets all of them, and no number is drawn', () => {
    const random = new RandomState(1);
    expect(divideCandidates(['a'], 7, { trials: {}, random })).toEqual([7]);
    expect(random.state()).toEqual(new RandomState(1).state());
  });

  it('among all proposers before anything is known', () => {
    const [first = 0, second = 0] = divide(['a', 'b'], 1000);
    expect(first + second).toBe(1000);
    expect(Math.abs(first - second)).toBeLessThan(150);
  });

  it('mostly to the proposer whose candidates win', () => {
    const trials = { a: { wins: 1, losses: 9 }, b: { wins: 9, losses: 1 } };
    const [first = 0, second = 0] = divide(['a', 'b'], 1000, trials);
    expect(second).toBeGreaterThan(980);
    expect(first).toBeGreaterThanOrEqual(0);
  });

  it('as often as the chance that its rate of wins is the larger one', () => {
    // P(X > Y) for X from Beta(2, 1), Y from Beta(1, 1) is 2/3.
    const [first = 0] = divide(['a', 'b'], 3000, { a: { wins: 1, losses: 0 } });
    expect(first / 3000).toBeCloseTo(2 / 3, 1);
  });
});

describe('a comparison is counted', () => {
  const updateOf = (chosen: number, ...names: readonly (string | undefined)[]): PromptUpdate =>
    ({
      chosen,
      candidates: names.map((proposer) => ({
        parameters: instructionOnly('p'),
        ...(proposer === undefined ? {} : { proposer }),
      })),
    }) as unknown as PromptUpdate;

  it('once for each proposer that took part: as won by the proposer of the winner', () => {
    const trials = countTrials(
      { a: { wins: 2, losses: 3 }, c: { wins: 1, losses: 1 } },
      updateOf(2, undefined, 'a', 'b', 'a'),
    );
    expect(trials).toEqual({
      a: { wins: 2, losses: 4 },
      b: { wins: 1, losses: 0 },
      c: { wins: 1, losses: 1 },
    });
  });

  it('as lost by all if the present parameters stay', () => {
    expect(countTrials({}, updateOf(0, undefined, 'a', 'b'))).toEqual({
      a: { wins: 0, losses: 1 },
      b: { wins: 0, losses: 1 },
    });
  });
});
