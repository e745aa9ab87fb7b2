import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { PromptUpdate, ScoredCandidate } from '../inference/prompt-update.ts';
import type { SteppedEvent } from '../training/train-event.ts';
import { candidateEntrySchema } from './candidate-entry.ts';
import { listCandidates } from './candidate-ledger.ts';

const scored = (prompt: string, reward: number, lag: number | null = 0): ScoredCandidate => ({
  parameters: instructionOnly(prompt),
  origin: 'proposal',
  score: reward,
  standardError: 0.1,
  examples: 4,
  terms: {
    likelihood: { value: reward, standardError: 0.1 },
    trustRegion: { value: 0, standardError: 0 },
  },
  reward,
  lagStandardError: lag,
});

const update = (
  candidates: readonly ScoredCandidate[],
  chosen: number,
  more: Partial<PromptUpdate> = {},
): PromptUpdate => ({
  parameters: candidates[chosen]?.parameters ?? instructionOnly(''),
  chosen,
  candidates,
  duplicates: [],
  weights: { likelihood: 1, trustRegion: -0.5 },
  ...more,
});

const stepped = (layers: SteppedEvent['info']['layers']): SteppedEvent => ({
  type: 'stepped',
  iteration: 2,
  parameters: layers.map(() => instructionOnly('')),
  runningScore: -1,
  runningAccuracy: 1,
  info: {
    score: -1,
    accuracy: 1,
    isErrorFree: false,
    posteriorEntropies: [],
    effectiveSampleSizes: [],
    distinctHiddenTexts: [],
    layers,
  },
});

const reasons = (own: PromptUpdate): readonly string[] =>
  listCandidates(stepped([{ score: -1, update: own }])).map(({ reason }) => reason);

describe('the ledger of candidates', () => {
  it('says why each candidate won or lost, by how much, and what repeated another', () => {
    const candidates = [
      scored('a', -1.031, 0.0123),
      scored('b', -1),
      scored('c', -1),
      scored('d', -Infinity, null),
      {
        ...scored('e', -Infinity, null),
        terms: { trustRegion: { value: Infinity, standardError: NaN } },
      },
      scored('f', -2, null),
    ];
    const duplicates = [{ parameters: instructionOnly('a'), origin: 'memory', of: 0 } as const];
    expect(reasons(update(candidates, 1, { duplicates }))).toEqual([
      'lost: reward lower by 0.031 ± 0.012',
      'won: highest reward, the first among equals',
      'lost: equal reward, came later',
      'lost: a text is impossible under it',
      'lost: it is outside the trust region',
      'lost: reward lower by 1.0',
      'duplicate of candidate 0',
    ]);
  });

  it('says when a race dropped a candidate, and on which examples it was ranked', () => {
    const dropped = { after: 2, of: 4, lag: 0.25, lagStandardError: 0.05 };
    const candidates = [
      scored('a', -1),
      { ...scored('b', -1), dropped },
      { ...scored('c', -Infinity), dropped: { ...dropped, lag: Infinity, lagStandardError: null } },
    ];
    const own = update(candidates, 0, { rankedOn: [3, 1, 0, 2] });
    const entries = listCandidates(stepped([{ score: -1, update: own }]));
    expect(entries).toMatchObject([
      { reason: 'won: highest reward', rankedOn: [3, 1, 0, 2] },
      {
        outcome: 'lost',
        reason: 'dropped after 2 of 4 examples: reward lower by 0.25 ± 0.050',
        droppedAfter: 2,
        rankedOn: [3, 1],
      },
      { reason: 'dropped after 2 of 4 examples: a text is impossible under it' },
    ]);
    for (const entry of entries)
      expect(candidateEntrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
  });

  it('tells a prompt that the reference compares twice', () => {
    expect(reasons(update([scored('a', -1), scored('b', -2), scored('a', -1)], 0))).toEqual([
      'won: highest reward, the first among equals',
      'lost: reward lower by 1.0 ± 0.0',
      'lost: duplicate of candidate 0',
    ]);
  });

  it('has every layer and every round, and none if nothing was compared', () => {
    const own = update([scored('a', -1)], 0);
    const entries = listCandidates(
      stepped([
        { score: null },
        { score: -1, update: own, earlier: [own] },
        { score: -1, update: own },
      ]),
    );
    expect(entries.map(({ step, layer, round }) => [step, layer, round])).toEqual([
      [2, 2, 1],
      [2, 2, 2],
      [2, 3, 1],
    ]);
  });

  it('fits its published format, with null for an infinity', () => {
    const candidates = [scored('a', -1), scored('b', -Infinity, null)];
    const entries = listCandidates(stepped([{ score: -1, update: update(candidates, 0) }]));
    for (const entry of entries)
      expect(candidateEntrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    expect(entries[1]).toMatchObject({
      reward: null,
      lag: null,
      divergence: 0,
      divergenceWeight: 0.5,
      wrongTextWeight: 0,
      terms: { likelihood: { value: null, standardError: 0.1, weight: 1 } },
    });
  });
});
