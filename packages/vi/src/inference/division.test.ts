import { RandomState } from '@dln/random';
import { describe, expect, it } from 'vitest';
import { instructionOnly, type LayerParameters } from '../layers/layer-parameters.ts';
import { certainText } from '../objectives/layer-example.ts';
import { rankOnBatch, rankUnseen, type DividedBatch, type DivisionSettings } from './division.ts';
import type { EvidenceExample } from './prompt-evidence.ts';

const SIZE = 8;

const batch = Array.from({ length: SIZE }, (_, batchIndex): EvidenceExample => {
  const layerInput = `x${batchIndex}`;
  return {
    ...{ batchIndex, layerInput, layerOutput: '', upperInput: layerInput, label: 'y', loss: 1 },
    inputs: [...certainText(layerInput), { text: `h${batchIndex}`, weight: 0 }],
    targets: certainText('y'),
    shown: { input: layerInput, output: '', target: 'y', loss: 1 },
  };
});

const demonstrating = (...inputs: readonly string[]): LayerParameters => ({
  instruction: '',
  demonstrations: inputs.map((input) => ({ input, output: 'y' })),
});

const divide = (
  settings: Partial<DivisionSettings>,
  known: readonly LayerParameters[] = [instructionOnly('p')],
  { demonstratesBatch = false, seed = 1 } = {},
): DividedBatch =>
  rankUnseen(
    { heldOutRanking: true, proposers: ['rewrite'], ...settings },
    demonstratesBatch,
  ).divide(batch, known, new RandomState(seed));

const all = batch.map(({ batchIndex }) => batchIndex);
const sorted = (places: readonly number[]): readonly number[] => places.toSorted((a, b) => a - b);

describe('the division of a batch', () => {
  it('shows one half and ranks on the other if a proposer looks at examples', () => {
    for (const proposers of [['rewrite'], ['critique', 'edits']] as const) {
      const { shown, ranking } = divide({ proposers });
      expect([shown.length, ranking.length]).toEqual([4, 4]);
      expect(sorted([...shown, ...ranking])).toEqual(all);
    }
  });

  it('draws the halves', () => {
    const halves = [1, 2, 3, 4].map((seed) => sorted(divide({}, [], { seed }).shown).join());
    expect(new Set(halves).size).toBeGreaterThan(1);
  });

  it('ranks on the whole batch if no proposer looks at examples', () => {
    const { shown, ranking } = divide({ proposers: ['demonstrations', 'edits', 'pool'] });
    expect([shown, sorted(ranking)]).toEqual([[], all]);
  });

  it('shows a half if demonstrations are drawn from the batch', () => {
    const settings = { proposers: ['demonstrations'], heldOutRanking: false } as const;
    const { shown, ranking } = divide(settings, [], { demonstratesBatch: true });
    expect([shown.length, ranking.length]).toEqual([4, 4]);
  });

  it('does not rank on examples that the present parameters or memory demonstrate', () => {
    const known = [demonstrating('x1', 'other'), demonstrating('h5')];
    expect(sorted(divide({ proposers: ['edits'] }, known).shown)).toEqual([1, 5]);
    const halves = divide({}, known);
    expect(halves.shown).toHaveLength(4);
    expect(halves.shown).toEqual(expect.arrayContaining([1, 5]));
  });

  it('ranks on one example at least', () => {
    const known = [demonstrating(...batch.map(({ layerInput }) => layerInput))];
    expect(divide({}, known).ranking).toHaveLength(1);
  });

  it('shows and ranks everything without heldOutRanking, and draws nothing', () => {
    const random = new RandomState(1);
    const settings = { heldOutRanking: false, proposers: ['rewrite'] } as const;
    expect(rankUnseen(settings, false).divide(batch, [], random)).toEqual({
      shown: all,
      ranking: all,
    });
    expect(random.state()).toEqual(new RandomState(1).state());
  });

  it('of the reference ranks on everything, and shows a half to each request', () => {
    const random = new RandomState(1);
    const division = rankOnBatch({ heldOutRanking: true, proposers: ['rewrite'] }, false);
    expect(division.divide(batch, [], random)).toEqual({ shown: all, ranking: all });
    expect(division.perRequest(9)).toBe(4);
    expect(random.state()).toEqual(new RandomState(1).state());
  });
});
