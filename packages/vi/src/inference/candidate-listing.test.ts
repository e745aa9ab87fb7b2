import { expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { memoryTwice, uniqueCandidates, type OfferedCandidates } from './candidate-listing.ts';

const offered: OfferedCandidates = {
  current: instructionOnly('now'),
  memory: ['before', 'now'].map(instructionOnly),
  proposals: ['new', 'before', 'new'].map((text) => ({
    parameters: instructionOnly(text),
    origin: 'proposal',
    seen: [0],
  })),
};
const listed = (listing: typeof uniqueCandidates): readonly string[] =>
  listing.list(offered).map(({ parameters, origin }) => `${parameters.instruction} (${origin})`);

it('standard: lists equal parameters once, where they stand first', () => {
  expect(listed(uniqueCandidates)).toEqual(['now (current)', 'before (memory)', 'new (proposal)']);
});

it('standard: parameters with other demonstrations are others', () => {
  const shown = { instruction: 'now', demonstrations: [{ input: 'a', output: 'b' }] };
  const proposals = [{ parameters: shown, origin: 'proposal' as const }];
  expect(uniqueCandidates.list({ ...offered, memory: [], proposals })).toHaveLength(2);
});

it('reference: lists memory before and after the proposals', () => {
  expect(listed(memoryTwice)).toEqual([
    'now (current)',
    'before (memory)',
    'now (memory)',
    'new (proposal)',
    'before (proposal)',
    'new (proposal)',
    'before (memory)',
    'now (memory)',
  ]);
});
