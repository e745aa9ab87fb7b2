import { describe, expect, it } from 'vitest';
import type { PromptUpdate, ScoredCandidate } from '../inference/prompt-update.ts';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { figuresOfCandidate } from './candidate-figures.ts';
import { judgeCandidate } from './candidate-outcome.ts';

const NAMES = ['p0', 'p1', 'p2', 'p3'];

function candidate(
  reward: number,
  changes: Partial<ScoredCandidate> = {},
): Omit<ScoredCandidate, 'parameters'> & Partial<ScoredCandidate> {
  return {
    ...{ origin: 'proposal', score: reward, standardError: 0.1, examples: 4, reward },
    terms: { likelihood: { value: reward, standardError: 0.1 } },
    lagStandardError: 0.25,
    ...changes,
  };
}

/** The reasons of all candidates of a comparison. */
function reasonsOf(
  rewards: readonly (ReturnType<typeof candidate> | number)[],
  changes: Partial<PromptUpdate> = {},
): readonly string[] {
  const candidates = rewards.map((one, at) => ({
    parameters: instructionOnly(NAMES[at] ?? ''),
    ...(typeof one === 'number' ? candidate(one) : one),
  }));
  const update: PromptUpdate = {
    parameters: instructionOnly('p0'),
    ...{ chosen: 0, candidates, duplicates: [], weights: { likelihood: 1 } },
    ...changes,
  };
  return candidates.map((own, at) => {
    const { outcome, reason } = judgeCandidate(update, own, at);
    return `${outcome}; ${reason}`;
  });
}

describe('a comparison that is decided by rewards', () => {
  it('names the lag of the others, with its standard error if there is one', () => {
    expect(reasonsOf([-1, -1.5, candidate(-2, { lagStandardError: null })])).toEqual([
      'won; won: highest reward',
      'lost; lost: reward lower by 0.50 ± 0.25',
      'lost; lost: reward lower by 1.0',
    ]);
  });

  it('goes to the first among equals', () => {
    expect(reasonsOf([-2, -1, -1], { chosen: 1 }).slice(1)).toEqual([
      'won; won: highest reward, the first among equals',
      'lost; lost: equal reward, came later',
    ]);
  });

  it('is not shared with an equal candidate that a race dropped', () => {
    const dropped = { after: 4, of: 10, lag: 0.5, lagStandardError: 0.25 };
    expect(reasonsOf([-1, candidate(-1, { dropped })])).toEqual([
      'won; won: highest reward',
      'lost; dropped after 4 of 10 examples: reward lower by 0.50 ± 0.25',
    ]);
    const unsure = { ...dropped, lagStandardError: null };
    const impossible = { ...dropped, lag: Infinity };
    expect(
      reasonsOf([-1, candidate(-1, { dropped: unsure }), candidate(-1, { dropped: impossible })]),
    ).toMatchObject({
      1: 'lost; dropped after 4 of 10 examples: reward lower by 0.50',
      2: 'lost; dropped after 4 of 10 examples: a text is impossible under it',
    });
  });

  it('names what a repeated candidate repeats', () => {
    const again = { ...candidate(-1), parameters: instructionOnly('p0') };
    expect(reasonsOf([-1, again])[1]).toBe('lost; lost: duplicate of candidate 0');
  });

  it('tells a text that is impossible from a candidate outside the trust region', () => {
    const terms = { trustRegion: { value: Infinity, standardError: 0 } };
    expect(reasonsOf([-1, -Infinity, candidate(-Infinity, { terms })]).slice(1)).toEqual([
      'lost; lost: a text is impossible under it',
      'lost; lost: it is outside the trust region',
    ]);
  });
});

describe('a winner that leads by too little', () => {
  const withheld = { candidate: 1, lead: 0.5, standardError: 0.25, beyond: 2 };

  it('stays out, and so does a candidate between it and the present parameters', () => {
    expect(reasonsOf([-2, -1.5, -1.75, -3], { withheld })).toEqual([
      'won; won: candidate 1 leads by 0.50 ± 0.25, not more than 2 standard errors',
      'lost; lost: leads by 0.50 ± 0.25, not more than 2 standard errors',
      'lost; lost: reward not above that of candidate 1, which stays out',
      'lost; lost: reward lower by 1.0 ± 0.25',
    ]);
  });

  it('may have no standard error', () => {
    const unsure = { ...withheld, standardError: null };
    expect(reasonsOf([-2, -1.5], { withheld: unsure })[1]).toBe(
      'lost; lost: leads by 0.50, not more than 2 standard errors',
    );
  });
});

describe('a comparison of bounded scores', () => {
  const grounds = [
    { strategy: 'first token', method: 'first-token', contexts: 2, cells: 4, floored: 1 } as const,
  ].map((own) => ({ ...own, unanswered: 0 }));
  const bounded = (reward: number) => candidate(reward, { grounds });

  it('names the candidates whose order is not known, on either side', () => {
    const decision = { basis: 'known', undecided: [1, 2] } as const;
    expect(reasonsOf([-2, bounded(-1.5), bounded(-2.5), -3], { decision })).toEqual([
      'won; won: not known to be better than candidate 1, candidate 2',
      'lost; undecided: reward higher by 0.50, within what is not known (1 of 4 class scores are bounds)',
      'lost; undecided: reward lower by 0.50, within what is not known (1 of 4 class scores are bounds)',
      'lost; lost: reward lower by 1.0 ± 0.25',
    ]);
  });

  it('is won by rewards if every order is known', () => {
    expect(reasonsOf([-1, -2], { decision: { basis: 'known', undecided: [] } })[0]).toBe(
      'won; won: highest reward',
    );
  });

  it('says on what a winner rests that may be worse', () => {
    const winner = (basis: 'kept' | 'worst-case'): string | undefined =>
      reasonsOf([-1, -2], { decision: { basis, undecided: [1] } })[0];
    expect(winner('kept')).toBe(
      'won; undecided: the present prompt stays, no other is known to be better',
    );
    expect(winner('worst-case')).toBe(
      'won; undecided: its worst case is above the estimate of the present prompt',
    );
  });
});

describe('a comparison of sampled answers', () => {
  const grounds = [
    {
      ...({
        strategy: 'share of 5 samples',
        method: 'sample-share',
        contexts: 2,
        cells: 4,
      } as const),
      ...{ floored: 0, unanswered: 0 },
    },
  ];
  const sampled = (reward: number, lagStandardError: number | null = 0.25) =>
    candidate(reward, { grounds, lagStandardError });

  it('is undecided within two standard errors', () => {
    expect(reasonsOf([sampled(-1, 0), sampled(-1.3), sampled(-1.5), sampled(-2, null)])).toEqual([
      'won; undecided: highest reward, but within two standard errors of candidate 1, candidate 3',
      'lost; undecided: reward lower by 0.30 ± 0.25, within two standard errors of sampled answers',
      'lost; lost: reward lower by 0.50 ± 0.25',
      'lost; undecided: reward lower by 1.0, within two standard errors of sampled answers',
    ]);
  });

  it('is decided beyond them', () => {
    expect(reasonsOf([sampled(-1, 0), sampled(-2)])[0]).toBe('won; won: highest reward');
  });
});

describe('a choice of several layers together', () => {
  const joint = { combinations: 4, examples: 6, gain: 0.5, separate: 1 };

  it('explains the candidate that won and the one that would have', () => {
    expect(reasonsOf([-3, -1, -2], { joint, chosen: 2 })).toEqual([
      'lost; lost: reward lower by 1.0 ± 0.25',
      'lost; lost: highest reward, but candidate 2 is 0.50 nats better together with the other layers, on 6 examples',
      'won; won: 0.50 nats better together with the other layers, on 6 examples',
    ]);
  });

  it('changes nothing if the layer alone would have taken the same', () => {
    expect(reasonsOf([-3, -1], { joint, chosen: 1 })[1]).toBe('won; won: highest reward');
  });
});

describe('the figures of a candidate', () => {
  const update = (candidates: readonly ScoredCandidate[]): PromptUpdate => ({
    ...{ parameters: instructionOnly('p0'), chosen: 0, candidates, duplicates: [] },
    weights: { likelihood: 1, trustRegion: -0.5, explorationPenalty: -2 },
  });
  const best: ScoredCandidate = { parameters: instructionOnly('p0'), ...candidate(-1) };

  it('are those of its terms, and the lag behind the winner', () => {
    const own: ScoredCandidate = {
      parameters: instructionOnly('p1'),
      ...candidate(-1.5, {
        score: -1.25,
        terms: {
          likelihood: { value: -1.25, standardError: 0.1 },
          trustRegion: { value: 0.5, standardError: 0.2 },
          explorationPenalty: { value: 0.125, standardError: 0.05 },
        },
        grounds: [
          {
            ...({ strategy: 'a', method: 'first-token', contexts: 2, cells: 4 } as const),
            floored: 1,
            unanswered: 0,
          },
          {
            ...({ strategy: 'b', method: 'next-token', contexts: 3, cells: 6 } as const),
            floored: 2,
            unanswered: 1,
          },
        ],
        bounds: { lower: -2, upper: -1.25 },
      }),
    };
    expect(figuresOfCandidate(update([best, own]), own)).toEqual({
      examples: 4,
      score: -1.25,
      scoreStandardError: 0.1,
      divergence: 0.5,
      divergenceStandardError: 0.2,
      divergenceWeight: 0.5,
      wrongTextLikelihood: 0.125,
      wrongTextStandardError: 0.05,
      wrongTextWeight: 2,
      terms: {
        likelihood: { value: -1.25, standardError: 0.1, weight: 1 },
        trustRegion: { value: 0.5, standardError: 0.2, weight: -0.5 },
        explorationPenalty: { value: 0.125, standardError: 0.05, weight: -2 },
      },
      reward: -1.5,
      lag: 0.5,
      lagStandardError: 0.25,
      scoredBy: 'a; b',
      cells: 10,
      flooredCells: 3,
      unansweredContexts: 1,
      rewardLower: -2,
      rewardUpper: -1.25,
    });
  });

  it('are 0 for terms without a weight, and null where they are infinite', () => {
    const own: ScoredCandidate = {
      parameters: instructionOnly('p1'),
      ...candidate(-Infinity, { lagStandardError: null }),
    };
    expect(figuresOfCandidate(update([best, own]), own)).toMatchObject({
      divergence: 0,
      divergenceWeight: 0,
      wrongTextLikelihood: 0,
      wrongTextWeight: 0,
      score: null,
      reward: null,
      lag: null,
      lagStandardError: null,
      scoredBy: null,
      cells: 0,
      rewardLower: null,
      rewardUpper: null,
    });
    expect(figuresOfCandidate(update([best, own]), best).lag).toBe(0);
  });

  it('need the weight of every term', () => {
    const own = { ...best, terms: { mine: { value: 1, standardError: 0 } } };
    expect(() => figuresOfCandidate(update([own]), own)).toThrow('the term mine has no weight');
  });
});
