import { expect, it } from 'vitest';
import { instructionOnly } from '../layers/layer-parameters.ts';
import { memoryTwice, uniqueCandidates, type Candidate } from './candidate-listing.ts';
import { findDuplicates } from './find-duplicates.ts';

const proposal = (prompt: string): Candidate => ({
  parameters: instructionOnly(prompt),
  origin: 'proposal',
});
const offered = {
  current: instructionOnly('a'),
  memory: ['b', 'a'].map(instructionOnly),
  proposals: [proposal('c'), proposal('b'), proposal('c')],
};

it('finds what was offered and is compared under another name', () => {
  expect(findDuplicates(offered, uniqueCandidates.list(offered))).toEqual([
    { parameters: instructionOnly('a'), origin: 'memory', of: 0 },
    { parameters: instructionOnly('b'), origin: 'proposal', of: 1 },
    { parameters: instructionOnly('c'), origin: 'proposal', of: 2 },
  ]);
});

it('finds none if every prompt is compared, however often it is offered', () => {
  expect(findDuplicates(offered, memoryTwice.list(offered))).toEqual([]);
});
