import { describe, expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import { smallWorld } from '../training/small-world.fixture.ts';
import type { Candidate } from './candidate-listing.ts';
import { compareCandidates } from './compare-candidates.ts';
import type { DroppedCandidate } from './race-candidates.ts';

const present: Candidate = { parameters: instructionOnly('a'), origin: 'current' };
const proposed: Candidate = {
  ...{ parameters: instructionOnly('b'), origin: 'proposal', proposer: 'edits', copied: 'b' },
};

const cellsOf = (rows: readonly (readonly (number | undefined)[])[]): ScoredTerm['cells'] =>
  rows.map((row) => row.map((value) => (value === undefined ? undefined : { value })));

const likelihood: ScoredTerm = {
  ...{ name: 'likelihood', weight: 1, isScore: true },
  cells: cellsOf([
    [-1, -2],
    [-3, -1],
  ]),
};
const contrast: ScoredTerm = {
  ...{ name: 'contrast', weight: 0.5, isScore: true },
  cells: cellsOf([
    [2, 4],
    [undefined, undefined],
  ]),
};
const penalty: ScoredTerm = {
  ...{ name: 'penalty', weight: -2, isScore: false },
  cells: cellsOf([
    [0.25, 0.5],
    [0.25, 0.5],
  ]),
};

const compare = (
  terms: readonly ScoredTerm[],
  dropped: ReadonlyMap<Candidate, DroppedCandidate> = new Map(),
) => compareCandidates(smallWorld(1), { candidates: [present, proposed] as const, terms, dropped });

describe('a comparison', () => {
  it('adds terms by their weights: scores by example, rewards with all of them', () => {
    const { chosen, parameters, weights, candidates } = compare([likelihood, contrast, penalty]);
    // Example by example: −1 + 0.5·2 and −3 for a; −2 + 0.5·4 and −1 for b.
    expect(candidates.map(({ score }) => score)).toEqual([-1.5, -0.5]);
    expect(candidates.map(({ standardError }) => standardError)).toEqual([1.5, 0.5]);
    // −2 + 0.5·2 − 2·0.25 for a; −1.5 + 0.5·4 − 2·0.5 for b.
    expect(candidates.map(({ reward }) => reward)).toEqual([-1.5, -0.5]);
    expect(chosen).toBe(1);
    expect(parameters).toEqual(instructionOnly('b'));
    expect(weights).toEqual({ likelihood: 1, contrast: 0.5, penalty: -2 });
    expect(candidates.map(({ examples }) => examples)).toEqual([2, 2]);
  });

  it('keeps the origin of a candidate, and leaves out missing fields', () => {
    const [first, second] = compare([likelihood]).candidates;
    expect(second).toMatchObject({ origin: 'proposal', proposer: 'edits', copied: 'b' });
    for (const field of ['proposer', 'copied', 'dropped', 'bounds'])
      expect(first).not.toHaveProperty(field);
  });

  it('takes the present parameters if the only other candidate was dropped', () => {
    const left = { after: 1, of: 2, lag: 0.5, lagStandardError: 0.25 };
    const { chosen, candidates } = compare([likelihood], new Map([[proposed, left]]));
    expect(chosen).toBe(0);
    expect(candidates[1]?.dropped).toEqual(left);
    expect(candidates[1]?.reward).toBeGreaterThan(candidates[0]?.reward ?? NaN);
  });

  it('has a lag of 0 ± 0 for the winner, and the paired error for the other', () => {
    const { candidates } = compare([likelihood]);
    expect(candidates[1]?.lagStandardError).toBe(0);
    // Differences of −1 and 2: a standard deviation of 3/√2 over √2.
    expect(candidates[0]?.lagStandardError).toBeCloseTo(1.5, 12);
  });

  it('needs a term that is a score', () => {
    expect(() => compare([penalty])).toThrow('no term of the objective is a score');
  });
});
